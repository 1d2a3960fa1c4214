import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { CommitSignal } from './commit-signal.js';
import { parseConsistencyToken, type ConsistencyToken } from './consistency-token.js';

const waitAtMostMs = 2000;
const askAgainMs = 50;

const arrived = {
  product: `
    select exists (select from catalogue_product where product_id = $1 and version >= $2)
       and exists (select from product_access_answer where product_id = $1 and product_version >= $2)
       and not exists (
         select from product_access left join access_class using (access_class_id)
         where product_access.product_id = $1 and access_class.version is null
       ) as arrived`,
  institution: 'select exists (select from catalogue_institution where institution_id = $1 and version >= $2) as arrived',
} as const;

/** Read your writes: waits until what a token promises can be read here. */
@Injectable()
export class ConsistencyStore {
  constructor(
    private readonly pool: Pool,
    private readonly commits: CommitSignal,
  ) {}

  /**
   * Whether the version, its accesses and their classes are there, waited for up to 2 s; without a token nothing is waited for.
   * Asked with the eyes of the caller: what they may not see never arrives, exactly like what does not exist.
   */
  async hasArrived(after: string | undefined, audiences: readonly string[]): Promise<boolean> {
    if (after === undefined) return true;
    const token = parseConsistencyToken(after);
    const deadline = performance.now() + waitAtMostMs;
    while (!(await this.isThere(token, audiences))) {
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return false;
      await this.commits.next(Math.min(leftMs, askAgainMs));
    }
    return true;
  }

  private async isThere(token: ConsistencyToken, audiences: readonly string[]): Promise<boolean> {
    const rows = await inPoolTransaction(this.pool, { actor: 'reader', audiences }, (sql) =>
      sql(arrived[token.aggregate], [token.id, token.version]),
    );
    return rows[0]?.['arrived'] === true;
  }
}
