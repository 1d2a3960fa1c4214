import { Problem } from '@jinqiao/problem-details/problem';
import type { Pool } from 'pg';
import type { Log } from './log.js';
import { inOneExchange } from './transaction.js';

/** How many rows the outbox may hold before commands that publish are refused; a count is good for `countedForMs`, a second unless told otherwise. */
export type OutboxLimitOptions = { readonly pool: Pool; readonly limit: number; readonly log: Log; readonly countedForMs?: number };

const openAgainAt = 0.8;

/**
 * Back-pressure: while the outbox is above its limit, what would append to it is refused, until the relay has brought it below four fifths of it.
 * The outbox is counted once a second at most, and only as far as the limit.
 */
export class OutboxLimit {
  private isFull = false;
  private countedAtMs = Number.NEGATIVE_INFINITY;
  private counting: Promise<void> | undefined;

  constructor(private readonly options: OutboxLimitOptions) {}

  /** Rejects with the problem `dependency-unavailable` (503) while the outbox is full. */
  async requireRoom(): Promise<void> {
    const { countedForMs = 1_000 } = this.options;
    if (performance.now() - this.countedAtMs >= countedForMs) {
      this.counting ??= this.count().finally(() => (this.counting = undefined));
      await this.counting;
    }
    if (!this.isFull) return;
    throw new Problem(
      'dependency-unavailable',
      'Changes are taken in faster than they can be published, and too many wait. Nothing was changed; repeat the request with the same Idempotency-Key a little later.',
    );
  }

  private async count(): Promise<void> {
    const { pool, limit, log } = this.options;
    const most = this.isFull ? Math.floor(limit * openAgainAt) : limit;
    try {
      const [row] = await inOneExchange(
        pool,
        { scope: { actor: 'operator' }, durable: true },
        `SELECT count(*)::integer AS pending FROM (SELECT FROM outbox LIMIT ${most + 1}) AS counted`,
      );
      const isFull = Number(row?.['pending']) > most;
      if (isFull !== this.isFull && isFull) log.error({ limit }, 'The outbox is above its limit: commands that publish are refused');
      else if (isFull !== this.isFull) log.info({ limit, openAgainAt }, 'The outbox has room again');
      this.isFull = isFull;
    } catch (error) {
      // Without the database the command fails by itself, and says so.
      log.warn({ err: error }, 'The outbox could not be counted');
    }
    this.countedAtMs = performance.now();
  }
}
