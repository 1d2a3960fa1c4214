import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { Problem } from '@jinqiao/problem-details/problem';
import { CurrentCaller, Roles } from '@jinqiao/service-runtime/auth';
import type { Caller } from '@jinqiao/service-runtime/caller';
import { Pool } from 'pg';
import { notFound, readScope } from './caller-scope.js';
import { loadProduct } from './product.store.js';
import { historyOf } from './product-history.js';
import { loadVersions } from './product-history.store.js';
import { HistoryQuery, ProductId } from './products.api.js';
import type * as api from './products.api.js';

/** More than any version: a page without a cursor begins at the latest one. */
const aboveEvery = 2_147_483_647;

@Controller('v1/products')
export class ProductHistoryController {
  constructor(@Inject(Pool) private readonly pool: Pool) {}

  /** What each published version said otherwise than the one before, field by field, and who asked and approved. */
  @Get(':productId/history')
  @Roles('maker', 'checker', 'operator', 'supervisor')
  history(
    @CurrentCaller() caller: Caller,
    @Param('productId', { schema: ProductId }) productId: string,
    @Query({ schema: HistoryQuery }) { limit, cursor }: api.HistoryQuery,
  ): Promise<unknown> {
    const below = cursor === undefined ? aboveEvery : versionIn(cursor);
    return inPoolTransaction(this.pool, readScope(caller), async (sql) => {
      if ((await loadProduct(sql, productId)) === undefined) throw notFound(productId);
      const found = await loadVersions(sql, productId, below, limit + 1);
      const shown = found.slice(0, limit);
      const before = found[limit];
      return { productId, items: historyOf(shown, before), nextCursor: before === undefined ? null : String(shown.at(-1)?.state.version) };
    });
  }
}

function versionIn(cursor: string): number {
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  throw new Problem('cursor-not-valid', 'The cursor is not one that this list gave. Start again without it.', { cursor });
}
