import { setImmediate } from 'node:timers/promises';
import type { Sql } from '@jinqiao/event-log/sql';
import type { StreamRecord } from '@jinqiao/event-stream/event-stream';
import { applyPart } from './apply-part.js';
import { applyBisecting } from './bisect.js';
import { deadLetter } from './dead-letter.js';
import type { DeadLetter } from './dead-letter.js';
import { enterShadow, moveShadow } from './generation.store.js';
import type { Generation } from './generation.store.js';
import { latestRecords } from './latest-records.js';
import type { Projection } from './projection.js';
import { keepLetters, resolveLetters } from './projection.store.js';
import { readRecords } from './read-records.js';
import type { Reading, Readings } from './read-records.js';

/** Consecutive records of one partition, `from` up to but not including `to`. */
export type Chunk = { readonly partition: number; readonly records: readonly StreamRecord[]; readonly from: bigint; readonly to: bigint };

/** The shadow is not where this process left it: another one fills it, or it is served by now. */
export class ShadowTaken extends Error {
  override readonly name = 'ShadowTaken';
}

const recordsAtOnce = 1_000;
const readingsAtOnce = 10;
/** How long reading goes on before others in the process have their turn, in milliseconds. */
const turnMs = 4;

type Outcome = {
  readonly applied: readonly Reading[];
  readonly letters: readonly DeadLetter[];
  readonly unhelpful: readonly StreamRecord[];
};

/** Applies a chunk to the shadow and moves its checkpoint, in the caller's transaction, whose actor is the projector; answers how many records could not be applied. */
export async function applyChunk(sql: Sql, projection: Projection, generation: Generation, chunk: Chunk): Promise<number> {
  const place = { projection: projection.name, generation, partition: chunk.partition };
  const folded = projection.latestOnly ? latestRecords(chunk.records) : undefined;
  const { recordedAt, unknownTypes } = readRecords(chunk.records.slice(-1), projection.contracts);
  // First, so that a batch or a swap is met in the same order of locks everywhere.
  if (!(await moveShadow(sql, place, { from: chunk.from, to: chunk.to, recordedAt, unknownTypes }))) {
    throw new ShadowTaken(`Partition ${chunk.partition} of the shadow of ${projection.name} does not stand at ${chunk.from}.`);
  }
  await enterShadow(sql);
  const first = await applyRecords(sql, projection, folded?.latest ?? chunk.records);
  const hidden = first.unhelpful.flatMap((record) => folded?.hiddenBy(record) ?? []);
  const second = hidden.length > 0 ? await applyRecords(sql, projection, hidden) : undefined;
  const letters = [...first.letters, ...(second?.letters ?? [])];
  if (letters.length > 0) {
    const at = { projection: projection.name, topic: projection.topic, partition: chunk.partition };
    await keepUnknownLetters(sql, at, letters);
    await resolveLetters(sql, at, [...first.applied, ...(second?.applied ?? [])]);
  }
  return letters.length;
}

/**
 * Parts of a chunk are read and applied one after another, so that whoever else lives in the process gets a turn in between.
 * `unhelpful`: records that had no effect, so that what they hide may count after all.
 */
async function applyRecords(sql: Sql, projection: Projection, records: readonly StreamRecord[]): Promise<Outcome> {
  const outcome = { applied: [] as Reading[], letters: [] as DeadLetter[], unhelpful: [] as StreamRecord[] };
  for (let start = 0; start < records.length; start += recordsAtOnce) {
    const { events, unreadable, notRead } = await readings(projection, records.slice(start, start + recordsAtOnce));
    const { applied, poison } = await applyBisecting(events, (part) => applyPart(sql, projection, part));
    const failed = [...unreadable, ...poison.map(({ event, error }) => ({ record: event.record, error }))];
    outcome.applied.push(...applied);
    outcome.letters.push(...failed.map(({ record, error }) => deadLetter(record, error)));
    outcome.unhelpful.push(...failed.map(({ record }) => record), ...notRead);
  }
  return outcome;
}

async function readings(
  { contracts }: Projection,
  records: readonly StreamRecord[],
): Promise<Omit<Readings, 'unknownTypes' | 'recordedAt'>> {
  const all: Readings[] = [];
  let turnAt = performance.now();
  for (let start = 0; start < records.length; start += readingsAtOnce) {
    all.push(readRecords(records.slice(start, start + readingsAtOnce), contracts));
    if (performance.now() - turnAt > turnMs) {
      await setImmediate();
      turnAt = performance.now();
    }
  }
  return {
    events: all.flatMap(({ events }) => events),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
    notRead: all.flatMap(({ notRead }) => notRead),
  };
}

/** A letter that is there already says what the live consumer met, and what became of it. */
async function keepUnknownLetters(
  sql: Sql,
  place: { projection: string; topic: string; partition: number },
  letters: readonly DeadLetter[],
): Promise<void> {
  const known = await sql(
    'SELECT record_offset::text AS known FROM dead_letter WHERE projection = $1 AND topic = $2 AND partition = $3 AND record_offset = ANY($4::bigint[])',
    [place.projection, place.topic, place.partition, letters.map(({ offset }) => offset)],
  );
  const offsets = new Set(known.map((row) => String(row['known'])));
  await keepLetters(
    sql,
    place,
    letters.filter(({ offset }) => !offsets.has(String(offset))),
  );
}
