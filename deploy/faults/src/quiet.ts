import { eventually } from '@jinqiao/test-kit/eventually';
import type { Kafka } from 'kafkajs';
import type { Pool } from 'pg';
import { endOffsets } from './topic-reader.js';

/** Where to look, and for how long. */
type Place = { readonly admin: Pool; readonly kafka: Kafka; readonly topic: string; readonly patienceMs: number };

/** Resolves when nothing moves any more: the outbox is empty and every checkpoint stands at the end of its partition; rejects with what still waits. */
export async function untilQuiet({ admin, kafka, topic, patienceMs }: Place): Promise<void> {
  await eventually(
    async () => {
      const waiting = await countOf(admin, 'SELECT count(*) FROM writing.outbox');
      if (waiting > 0) throw new Error(`${waiting} events still wait in the outbox.`);
      const { rows } = await admin.query<{ partition: number; next_offset: string }>(
        'SELECT partition, next_offset FROM reading.projection_checkpoint WHERE serving',
      );
      const checkpoints = new Map(rows.map(({ partition, next_offset }) => [partition, BigInt(next_offset)]));
      const behind = [...(await endOffsets(kafka, topic))].filter(([partition, end]) => (checkpoints.get(partition) ?? 0n) < end);
      if (behind.length > 0)
        throw new Error(
          `Still behind: ${behind.map(([partition, end]) => `partition ${partition} at ${checkpoints.get(partition) ?? 0n} of ${end}`).join(', ')}.`,
        );
    },
    { timeoutMs: patienceMs, everyMs: 250 },
  );
}

/** Measures how long what was committed by now takes to be applied. */
export class Recovery {
  readonly timesMs: number[] = [];
  private appliedThrough = 0;

  constructor(
    private readonly admin: Pool,
    private readonly patienceMs: number,
  ) {}

  /** To be called when a fault has struck, or is over: resolves when everything that is in the log at this moment is in the projection or the dead letters. */
  async measure(): Promise<void> {
    const from = performance.now();
    await this.applied(0);
    this.timesMs.push(performance.now() - from);
  }

  /** The same before any fault, so without counting it; waits for the first event. */
  settle(): Promise<void> {
    return this.applied(1);
  }

  private async applied(eventsAtLeast: number): Promise<void> {
    const position = await eventually(
      async () => {
        const last = await countOf(this.admin, 'SELECT coalesce(max(position), 0) AS count FROM writing.event_log');
        if (last < eventsAtLeast) throw new Error('Nothing was written.');
        return last;
      },
      { timeoutMs: this.patienceMs },
    );
    await eventually(
      async () => {
        const behind = await countOf(
          this.admin,
          `SELECT count(*) FROM writing.event_log l WHERE position > ${this.appliedThrough} AND position <= ${position} AND event_type = 'jinqiao.figure.changed.v1'
             AND NOT EXISTS (SELECT FROM reading.known_version k WHERE k.figure_id = l.subject AND k.version = l.version)
             AND NOT EXISTS (SELECT FROM reading.dead_letter d WHERE d.subject = l.subject::text AND d.version = l.version)`,
        );
        if (behind > 0) throw new Error(`${behind} events that were committed before are not applied yet.`);
      },
      { timeoutMs: this.patienceMs, everyMs: 40 },
    );
    this.appliedThrough = position;
  }
}

/** The single number that a statement answers. */
export async function countOf(admin: Pool, statement: string): Promise<number> {
  const { rows } = await admin.query<{ count: string }>(statement);
  return Number(rows[0]?.count);
}
