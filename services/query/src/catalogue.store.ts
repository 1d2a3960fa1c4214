import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { AccessClassStore } from './access-class.store.js';
import { outcomesOf, type AccessClass, type ClassOutcome } from './access-classes.js';
import { findEligibleProducts, type SearchCriteria } from './find-eligible-products.js';
import { findProductPage, type ProductPageRow } from './product-page.js';
import type { SearchRow } from './search-page.js';
import type { SearchQuestion } from './search-question.js';

export type SearchAnswer = {
  readonly rows: readonly [SearchRow, ...SearchRow[]];
  /** The classes that were asked, by id, and what they answered. */
  readonly classes: ReadonlyMap<string, AccessClass>;
  readonly outcomes: ReadonlyMap<string, ClassOutcome>;
};

const attempts = 3;

@Injectable()
export class CatalogueStore {
  constructor(
    private readonly pool: Pool,
    private readonly classes: AccessClassStore,
  ) {}

  /**
   * Asks the classes in memory, then the table, and asks again if the table's classes were others: verdicts and rows are of one moment.
   * Where classes change faster than they can be read, the last attempt answers with the classes of a moment before.
   */
  async search(criteria: SearchCriteria, investor: SearchQuestion['investor']): Promise<SearchAnswer> {
    for (let attempt = 1; ; attempt++) {
      const revision = this.classes.revision();
      const classes = this.classes.byId();
      const outcomes = investor ? outcomesOf(classes.values(), { ...criteria, facts: investor.facts }) : new Map<string, ClassOutcome>();
      const { statement, parameters } = findEligibleProducts(criteria, outcomes);
      const [first, ...rest] = (await this.read(criteria.audiences, statement, parameters)) as readonly SearchRow[];
      if (first === undefined) throw new Error('The search statement answers one row at least.');
      const isCurrent = first.class_count === revision.classCount && first.class_versions === revision.classVersions;
      if (investor === undefined || isCurrent || attempt === attempts) return { rows: [first, ...rest], classes, outcomes };
      await this.classes.refresh();
    }
  }

  /** The product as a caller may see it on a day, or nothing. */
  async product(productId: string, day: string, audiences: readonly string[]): Promise<ProductPageRow | undefined> {
    const { statement, parameters } = findProductPage(productId, day, audiences);
    const [row] = await this.read(audiences, statement, parameters);
    return row as ProductPageRow | undefined;
  }

  private read(audiences: readonly string[], statement: string, parameters: readonly unknown[]) {
    return inPoolTransaction(this.pool, { actor: 'reader', audiences }, (sql) => sql(statement, parameters));
  }
}
