import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';

/** How many reads were answered, how many were not, and how long those took that were. */
export type ReadCounts = { readonly answered: number; readonly failed: number; readonly latenciesMs: readonly number[] };

const readers = 4;
const timeoutMs = 2_000;

/** Looks at the projection all the time, as callers of the catalogue do. */
export class Reads {
  private readonly pool: Pool;
  private readonly running: Promise<unknown>;
  private answered = 0;
  private failed = 0;
  private latenciesMs: number[] = [];
  private stopping = false;

  constructor(url: string, perSecond: number) {
    this.pool = new Pool({ connectionString: url, max: readers, connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs });
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.running = Promise.all(Array.from({ length: readers }, () => this.read((1_000 * readers) / perSecond)));
  }

  counts(): ReadCounts {
    return { answered: this.answered, failed: this.failed, latenciesMs: [...this.latenciesMs] };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
    await this.pool.end();
  }

  private async read(everyMs: number): Promise<void> {
    for (let due = performance.now(); !this.stopping; await sleep(Math.max(0, due - performance.now()))) {
      due = Math.max(due + everyMs, performance.now());
      const askedAt = performance.now();
      try {
        await this.pool.query('SELECT count(*), max(version) FROM known_figure WHERE amount % 7 = $1', [Math.floor(askedAt) % 7]);
        this.answered += 1;
        this.latenciesMs.push(performance.now() - askedAt);
      } catch {
        this.failed += 1;
      }
    }
  }
}
