import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { append } from '@jinqiao/event-log/append';
import type { Change } from '@jinqiao/event-log/append';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { Pool } from 'pg';
import { figureChanged, poison } from './figure-event.js';
import type { FigureState } from './figure-event.js';
import { figureId, randomOf, zipf } from './random.js';
import type { Random } from './random.js';
import { tell } from './worker-environment.js';
import type { Writing } from './worker-messages.js';

const reportMs = 100;
const pauseAfterFailureMs = 50;
/** One transaction in so many is rolled back by its own command after the event was appended: a ghost, if anything of it were seen. */
const rolledBackOneIn = 20;

class RolledBack extends Error {}

/** Where to write, and the seed of this process; `afterCommit` hears of each commit. */
export type WritersOptions = { readonly pool: Pool; readonly topic: string; readonly seed: number; readonly afterCommit: () => void };

/** Several writers at once, each one transaction after the other, on keys of which a few are hot. */
export class Writers {
  private readonly acknowledged: (readonly [string, number])[] = [];
  private failed = 0;
  private rolledBack = 0;
  private stopping = true;
  private running: Promise<unknown> = Promise.resolve();
  private readonly reports: NodeJS.Timeout;

  constructor(private readonly options: WritersOptions) {
    this.reports = setInterval(() => this.report(), reportMs);
  }

  start(writing: Writing): void {
    if (!this.stopping) return;
    this.stopping = false;
    this.running = Promise.all(Array.from({ length: writing.writers }, (_none, writer) => this.write(writing, writer)));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
    this.report();
  }

  end(): void {
    clearInterval(this.reports);
  }

  private async write(writing: Writing, writer: number): Promise<void> {
    const random = randomOf(this.options.seed * 131 + writer);
    const key = zipf(writing.keys, random);
    const everyMs = (1_000 * writing.writers) / writing.perSecond;
    let due = performance.now() + random.next() * everyMs;
    while (!this.stopping) {
      due += everyMs;
      try {
        await this.command(writing, key(), random);
      } catch (error) {
        if (error instanceof RolledBack) this.rolledBack += 1;
        else {
          this.failed += 1;
          await sleep(pauseAfterFailureMs);
        }
      }
      // What could not be written in time is not made up for: after an outage the load is the same as before.
      due = Math.max(due, performance.now() - everyMs);
      await sleep(Math.max(0, due - performance.now()));
    }
  }

  private async command(writing: Writing, place: number, random: Random): Promise<void> {
    const id = figureId(writing.seed, place);
    const rollBack = random.below(rolledBackOneIn) === 0;
    const contract = figureChanged(this.options.topic);
    const version = await inPoolTransaction(this.options.pool, { actor: 'operator' }, async (sql) => {
      const [row] = await sql('SELECT version FROM figure WHERE id = $1 FOR UPDATE', [id]);
      const state: FigureState = {
        figureId: id,
        version: Number(row?.['version'] ?? 0) + 1,
        amount: random.below(1_000_000),
        note: noteOf(writing, place, random),
      };
      const event = {
        contract,
        id: randomUUID(),
        subject: id,
        version: state.version,
        happenedAt: new Date().toISOString(),
        correlationId: 'faults',
        data: state,
      };
      const appended = await append(sql, changeTo(state), event);
      if (rollBack) throw new RolledBack();
      return appended ? state.version : undefined;
    });
    // Another writer made the figure first: nothing was written, and the command would be repeated.
    if (version === undefined) return;
    this.acknowledged.push([id, version]);
    this.options.afterCommit();
  }

  private report(): void {
    if (this.acknowledged.length + this.failed + this.rolledBack === 0) return;
    tell({ report: 'written', acknowledged: this.acknowledged.splice(0), failed: this.failed, rolledBack: this.rolledBack });
    this.failed = 0;
    this.rolledBack = 0;
  }
}

function noteOf({ poisonOneIn = 0, poisonKey, noteLength = 0 }: Writing, place: number, random: Random): string {
  const poisoned = place === poisonKey || (poisonOneIn > 0 && random.below(poisonOneIn) === 0);
  return `${poisoned ? poison : 'plain'} ${random.below(1_000_000)}${'x'.repeat(noteLength)}`;
}

/** The aggregate's own guarded change. */
export function changeTo({ figureId: id, version, amount, note }: FigureState): Change {
  const parameters = [id, version, amount, note];
  return version === 1
    ? {
        statement: 'INSERT INTO figure (id, version, amount, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING version',
        parameters,
      }
    : {
        statement: 'UPDATE figure SET version = $2, amount = $3, note = $4 WHERE id = $1 AND version = $2 - 1 RETURNING version',
        parameters,
      };
}
