import { CurrentCaller, Roles } from '@jinqiao/service-runtime/auth';
import type { Caller } from '@jinqiao/service-runtime/caller';
import { CONFIGURATION } from '@jinqiao/service-runtime/tokens';
import { Body, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { AfterQuery, SearchRequest } from './catalogue-search.api.js';
import { CatalogueStore } from './catalogue.store.js';
import { ConsistencyStore } from './consistency.store.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { FreshnessStore } from './freshness.store.js';
import { nextQuestionOf } from './open-products.js';
import type { QueryConfiguration } from './query-configuration.js';
import { itemsOf, totalsOf, type SearchRow } from './search-page.js';
import { canonical, questionOf } from './search-question.js';

@Controller('v1/catalogue')
export class CatalogueSearchController {
  constructor(
    private readonly catalogue: CatalogueStore,
    private readonly consistency: ConsistencyStore,
    private readonly freshness: FreshnessStore,
    @Inject(CONFIGURATION) private readonly configuration: QueryConfiguration,
  ) {}

  @Post('search')
  @HttpCode(200)
  @Roles('investor', 'maker', 'checker', 'operator', 'supervisor')
  async search(
    @Body({ schema: SearchRequest }) request: SearchRequest,
    @Query({ schema: AfterQuery }) query: AfterQuery,
    @CurrentCaller() caller: Caller,
  ) {
    const question = questionOf(request, caller.audiences);
    const binding = canonical(question);
    const secret = this.configuration.CURSOR_SECRET;
    const position = request.cursor === undefined ? undefined : await decodeCursor(request.cursor, binding, secret);
    const stale = !(await this.consistency.hasArrived(query.after ?? request.after, caller.audiences));
    const asOf = this.freshness.asOf(position?.day ?? question.day);

    const criteria = { ...question, day: asOf.day, verdicts: question.investor?.verdicts, limit: request.limit + 1, after: position };
    const { rows, classes, outcomes } = await this.catalogue.search(criteria, question.investor);
    const page = rows.slice(0, request.limit);
    const last = rows.length > request.limit ? page.at(-1) : undefined;
    return {
      items: itemsOf(page, question, outcomes),
      nextCursor: last === undefined ? null : await encodeCursor(positionOf(last, asOf.day), binding, secret),
      ...totalsOf(rows[0], question, outcomes),
      ...(question.investor && {
        nextQuestion: nextQuestionOf(rows[0].open_products ?? [], classes, question.investor.facts, asOf.day),
      }),
      asOf,
      ...(stale && { stale }),
    };
  }
}

function positionOf(row: SearchRow, day: string) {
  if (row.product_id === null) throw new Error('A page that goes on ends with a product.');
  return { day, productCode: row.product_code, productId: row.product_id };
}
