import { Problem } from '@jinqiao/problem-details/problem';
import { CurrentCaller, Roles } from '@jinqiao/service-runtime/auth';
import type { Caller } from '@jinqiao/service-runtime/caller';
import type { Answer } from '@jinqiao/service-runtime/commands';
import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ProductId, ProductQuery } from './catalogue-search.api.js';
import { CatalogueStore } from './catalogue.store.js';
import { ConsistencyStore } from './consistency.store.js';
import { contentTag, hasTag } from './content-tag.js';
import { FreshnessStore } from './freshness.store.js';
import { productPage } from './product-page.js';

@Controller('v1/catalogue')
export class CatalogueProductController {
  constructor(
    private readonly catalogue: CatalogueStore,
    private readonly consistency: ConsistencyStore,
    private readonly freshness: FreshnessStore,
  ) {}

  @Get('products/:productId')
  @Roles('investor', 'maker', 'checker', 'operator', 'supervisor')
  async product(
    @Param('productId', { schema: ProductId }) productId: string,
    @Query({ schema: ProductQuery }) query: ProductQuery,
    @CurrentCaller() caller: Caller,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
  ): Promise<Answer> {
    const stale = !(await this.consistency.hasArrived(query.after, caller.audiences));
    const asOf = this.freshness.asOf(query.asOf);
    const row = await this.catalogue.product(productId, asOf.day, caller.audiences);
    if (row === undefined) throw notFound(productId, stale);

    const page = { ...productPage(row), ...(stale && { stale }) };
    const etag = await contentTag([page, asOf.day]);
    return hasTag(ifNoneMatch, etag) ? { status: 304, body: undefined, etag } : { status: 200, body: { ...page, asOf }, etag };
  }
}

function notFound(productId: string, stale: boolean): Problem {
  const soon = stale ? ' If it was published a moment ago, ask again in a second.' : '';
  return new Problem(
    'not-found',
    `There is no product ${productId} in the catalogue that you may see on this day.${soon}`,
    stale ? { stale } : {},
  );
}
