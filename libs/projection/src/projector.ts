import type { Log } from '@jinqiao/event-log/log';
import { poolSql } from '@jinqiao/event-log/sql';
import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { BatchOutcome, RecordBatch } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import { applyPart } from './apply-part.js';
import { applyBisecting } from './bisect.js';
import { deadLetter } from './dead-letter.js';
import type { DeadLetter } from './dead-letter.js';
import { freshRecords } from './fresh-records.js';
import { lossSeen } from './lost-records.js';
import type { Loss } from './lost-records.js';
import { recordAction } from './operator-action.js';
import type { Projection } from './projection.js';
import { keepLetters, lockCheckpoint, moveCheckpoint, resolveLetters } from './projection.store.js';
import type { Place } from './projection.store.js';
import { readRecords } from './read-records.js';

/** How far a projection has applied one partition; instants in UTC, null before the first event. */
export type ProjectionFreshness = {
  readonly projection: string;
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: bigint;
  readonly appliedAt: string | null;
  /** When the last applied event was recorded by its producer. */
  readonly recordedAt: string | null;
  /** How many events of types that the projection does not read were skipped. */
  readonly unknownTypes: bigint;
};

/** What a projector needs; `afterCommit` hears the projection's name after each batch that moved its checkpoint. */
export type ProjectorOptions = { readonly pool: Pool; readonly log: Log; readonly afterCommit?: (name: string) => void };

type Run = {
  readonly nextOffset: bigint;
  readonly moved: boolean;
  readonly letters: readonly DeadLetter[];
  readonly loss?: { readonly seen: Loss; readonly checkpoint: bigint };
};

/** Applies batches of records to projections: each event once in effect, in the order of its key, poison set aside. */
export class Projector {
  private readonly projections = new Map<string, Projection>();
  /** Places whose partition seemed to end below the checkpoint, which stood here then. */
  private readonly suspected = new Map<string, bigint>();

  constructor(private readonly options: ProjectorOptions) {}

  /** Makes a projection known, so that its letters can be replayed, its tables rebuilt and its rows digested; consumers call it when they are made. */
  register(...projections: readonly Projection[]): void {
    for (const projection of projections) {
      if (this.projections.has(projection.name)) throw new Error(`Two projections are named ${projection.name}.`);
      this.projections.set(projection.name, projection);
    }
  }

  /** The projections of this service, in the order in which they were made known. */
  registered(): readonly Projection[] {
    return [...this.projections.values()];
  }

  /** Applies a batch in one transaction and answers where the consumer goes on; rejects only when the whole batch has to be tried again. */
  async run(projection: Projection, batch: RecordBatch): Promise<BatchOutcome> {
    const { pool, log, afterCommit } = this.options;
    if (batch.topic !== projection.topic) throw new Error(`${projection.name} reads ${projection.topic}, not ${batch.topic}.`);
    const place = { projection: projection.name, topic: batch.topic, partition: batch.partition };
    const at = `${place.projection} ${place.topic}/${place.partition}`;
    const { nextOffset, moved, letters, loss } = await inPoolTransaction(pool, { actor: 'projector' }, (sql) =>
      applyBatch(sql, projection, batch, { ...place, suspectedAt: this.suspected.get(at) }),
    );
    if (loss?.seen === 'suspected') this.suspected.set(at, loss.checkpoint);
    else this.suspected.delete(at);
    if (loss?.seen === 'certain') {
      const fields = { ...place, applied: String(loss.checkpoint), endOffset: String(batch.endOffset), from: String(batch.fetchedOffset) };
      log.error(fields, 'Kafka has lost records that were applied: the projection goes on from what is there');
    }
    for (const { offset, subject, version, reason } of letters) {
      log.error(
        { ...place, offset: String(offset), subject, version, reason },
        'An event could not be applied and is kept as a dead letter',
      );
    }
    if (moved) afterCommit?.(projection.name);
    return { nextOffset };
  }

  /** The checkpoints of every projection and partition. */
  async freshness(): Promise<ProjectionFreshness[]> {
    const rows = await poolSql(this.options.pool)(
      'SELECT projection, topic, partition, next_offset, recorded_at, applied_at, unknown_types FROM projection_checkpoint WHERE serving ORDER BY projection, topic, partition',
    );
    return rows.map((row) => ({
      projection: String(row['projection']),
      topic: String(row['topic']),
      partition: Number(row['partition']),
      nextOffset: BigInt(String(row['next_offset'])),
      appliedAt: instant(row['applied_at']),
      recordedAt: instant(row['recorded_at']),
      unknownTypes: BigInt(String(row['unknown_types'])),
    }));
  }

  /** Projections with open dead letters, and how many. */
  async deadLetters(): Promise<{ projection: string; open: number }[]> {
    const rows = await poolSql(this.options.pool)(
      'SELECT projection, count(*)::integer AS open FROM dead_letter WHERE resolved_at IS NULL GROUP BY projection ORDER BY projection',
    );
    return rows.map((row) => ({ projection: String(row['projection']), open: Number(row['open']) }));
  }
}

async function applyBatch(
  sql: Sql,
  projection: Projection,
  batch: RecordBatch,
  place: Place & { readonly suspectedAt: bigint | undefined },
): Promise<Run> {
  const { nextOffset: checkpoint, lettersOpen } = await lockCheckpoint(sql, place);
  const seen = lossSeen(batch, checkpoint, place.suspectedAt);
  const loss = { seen, checkpoint };
  // Fetched once more from where it is: a batch of later then says whether records are lost.
  if (seen === 'suspected') return { nextOffset: batch.fetchedOffset, moved: false, letters: [], loss };
  if (seen === 'certain') await goBackTo(sql, place, batch, checkpoint);
  const fresh = freshRecords(batch, seen === 'certain' ? batch.fetchedOffset : checkpoint);
  if ('seekTo' in fresh) return { nextOffset: fresh.seekTo, moved: false, letters: [], loss };
  const { events, unreadable, unknownTypes, recordedAt } = readRecords(fresh.records, projection.contracts);
  const { applied, poison } = await applyBisecting(events, async (part) => {
    await batch.heartbeat();
    return applyPart(sql, projection, part);
  });
  const letters = [
    ...unreadable.map(({ record, error }) => deadLetter(record, error)),
    ...poison.map(({ event, error }) => deadLetter(event.record, error)),
  ];
  await keepLetters(sql, place, letters);
  if (applied.length > 0 && (lettersOpen || letters.length > 0)) await resolveLetters(sql, place, applied);
  await moveCheckpoint(sql, place, { nextOffset: fresh.nextOffset, recordedAt, unknownTypes });
  return { nextOffset: fresh.nextOffset, moved: true, letters, loss };
}

/** Kafka has lost what was applied: the checkpoint follows it back, and operators are told. */
async function goBackTo(sql: Sql, place: Place, { fetchedOffset, endOffset }: RecordBatch, checkpoint: bigint): Promise<void> {
  await moveCheckpoint(sql, place, { nextOffset: fetchedOffset, recordedAt: undefined, unknownTypes: 0 });
  await recordAction(sql, {
    action: 'checkpoint set back',
    subject: `${place.projection} ${place.topic}/${place.partition}`,
    requestedBy: 'the projector',
    reason: `The partition ends at ${String(endOffset)}, below ${String(checkpoint)} up to which it was applied: Kafka has lost records.`,
    details: { from: String(checkpoint), to: String(fetchedOffset) },
  });
}

const instant = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);
