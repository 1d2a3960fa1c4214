import { dayOf } from '@jinqiao/identifiers/day';
import { Problem } from '@jinqiao/problem-details/problem';
import { CurrentCaller, Roles } from '@jinqiao/service-runtime/auth';
import type { Caller } from '@jinqiao/service-runtime/caller';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ProductId, ProductQuery } from './catalogue-search.api.js';
import { CatalogueStore } from './catalogue.store.js';
import { ConsistencyStore } from './consistency.store.js';
import { contentTag, hasTag } from './content-tag.js';
import { FreshnessStore } from './freshness.store.js';
import { productPage } from './product-page.js';

type Reply = { header(name: string, value: string): unknown; code(status: number): unknown };

@Controller('v1/catalogue')
export class CatalogueProductController {
  constructor(
    private readonly catalogue: CatalogueStore,
    private readonly consistency: ConsistencyStore,
    private readonly freshness: FreshnessStore,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  @Get('products/:productId')
  @Roles('investor', 'maker', 'checker', 'operator', 'supervisor')
  async product(
    @Param('productId', { schema: ProductId }) productId: string,
    @Query({ schema: ProductQuery }) query: ProductQuery,
    @CurrentCaller() caller: Caller,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const day = query.asOf ?? dayOf(this.clock());
    const stale = !(await this.consistency.hasArrived(query.after, caller.audiences));
    const row = await this.catalogue.product(productId, day, caller.audiences);
    if (row === undefined) throw notFound(productId, stale);

    const content = { ...productPage(row), asOf: { day }, ...(stale && { stale }) };
    const tag = await contentTag(content);
    reply.header('etag', tag);
    if (hasTag(ifNoneMatch, tag)) {
      reply.code(304);
      return undefined;
    }
    return { ...content, asOf: { day, freshnessMs: this.freshness.freshnessMs() } };
  }
}

function notFound(productId: string, stale: boolean): Problem {
  const soon = stale ? ' If it was published a moment ago, ask again in a second.' : '';
  return new Problem('not-found', `There is no product ${productId} in the catalogue that you may see on this day.${soon}`, stale ? { stale } : {});
}
