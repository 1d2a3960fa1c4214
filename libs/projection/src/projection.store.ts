import type { Sql } from '@jinqiao/event-log/sql';
import type { DeadLetter } from './dead-letter.js';
import { partsBySize } from './parts-by-size.js';
import type { Reading } from './read-records.js';

/** One projection's place in one partition. */
export type Place = { readonly projection: string; readonly topic: string; readonly partition: number };

/**
 * Locks the serving generation's checkpoint until the transaction ends, creating it at offset 0; tells as well whether the projection has open letters of the topic.
 * A swap changes `serving` of all partitions: who waited for it finds no row, and asks again.
 */
export async function lockCheckpoint(sql: Sql, place: Place): Promise<{ nextOffset: bigint; lettersOpen: boolean }> {
  const lock = () =>
    sql(
      `SELECT next_offset, EXISTS (SELECT 1 FROM dead_letter WHERE projection = $1 AND topic = $2 AND resolved_at IS NULL) AS letters_open
       FROM projection_checkpoint WHERE projection = $1 AND topic = $2 AND partition = $3 AND serving FOR UPDATE`,
      where(place),
    );
  const [row] = await lock();
  if (row !== undefined) return { nextOffset: BigInt(String(row['next_offset'])), lettersOpen: row['letters_open'] === true };
  await sql(
    `INSERT INTO projection_checkpoint (projection, topic, partition, generation)
     VALUES ($1, $2, $3, coalesce((SELECT serving FROM projection_generation WHERE projection = $1 FOR SHARE), 'blue')) ON CONFLICT DO NOTHING`,
    where(place),
  );
  return lockCheckpoint(sql, place);
}

/** Moves the checkpoint on. */
export async function moveCheckpoint(
  sql: Sql,
  place: Place,
  moved: { nextOffset: bigint; recordedAt: string | undefined; unknownTypes: number },
): Promise<void> {
  await sql(
    `UPDATE projection_checkpoint SET next_offset = $4, recorded_at = coalesce($5::timestamptz, recorded_at), applied_at = clock_timestamp(), unknown_types = unknown_types + $6
     WHERE projection = $1 AND topic = $2 AND partition = $3 AND serving`,
    [...where(place), moved.nextOffset, moved.recordedAt ?? null, moved.unknownTypes],
  );
}

/** How many bytes of letters one statement carries: the driver writes each byte of an array as two characters. */
const letterBytesMax = 4_194_304;

/** Keeps letters, and of each that this attempt to apply it failed; one that is met again (a replay from zero) is open again, with its first sighting kept. */
export async function keepLetters(sql: Sql, place: Place, letters: readonly DeadLetter[]): Promise<void> {
  for (const part of partsBySize(letters, ({ value }) => value?.length ?? 0, letterBytesMax)) {
    await sql(
      `WITH letter AS (
         INSERT INTO dead_letter (projection, topic, partition, record_offset, key, subject, version, event_type, reason, fingerprint, headers, value)
         SELECT $1, $2, $3, failed.* FROM unnest($4::bigint[], $5::bytea[], $6::text[], $7::integer[], $8::text[], $9::text[], $10::text[], $11::jsonb[], $12::bytea[]) AS failed
         ON CONFLICT (projection, topic, partition, record_offset)
         DO UPDATE SET key = excluded.key, subject = excluded.subject, version = excluded.version, event_type = excluded.event_type, headers = excluded.headers,
           value = excluded.value, reason = excluded.reason, fingerprint = excluded.fingerprint, last_seen_at = clock_timestamp(), resolved_at = NULL, resolution = NULL
         RETURNING id, reason, fingerprint)
       INSERT INTO dead_letter_attempt (letter_id, outcome, reason, fingerprint) SELECT id, 'failed', reason, fingerprint FROM letter`,
      [
        ...where(place),
        part.map(({ offset }) => offset),
        part.map(({ key }) => key),
        part.map(({ subject }) => subject),
        part.map(({ version }) => version),
        part.map(({ eventType }) => eventType),
        part.map(({ reason }) => reason),
        part.map(({ fingerprint }) => fingerprint),
        part.map(({ headers }) => JSON.stringify(headers)),
        part.map(({ value }) => value),
      ],
    );
  }
}

/** Resolves the open letters of each key whose version, or a later one, has been applied; a letter without a version by any later record of its key. */
export async function resolveLetters(sql: Sql, place: Place, applied: readonly Reading[]): Promise<void> {
  await sql(
    `UPDATE dead_letter letter SET resolved_at = clock_timestamp(), resolution = 'version ' || applied.version || ' applied'
     FROM (SELECT key, max(version) AS version, max(record_offset) AS record_offset
           FROM unnest($4::bytea[], $5::bigint[], $6::bigint[]) AS event(key, version, record_offset) GROUP BY key) applied
     WHERE letter.projection = $1 AND letter.topic = $2 AND letter.partition = $3 AND letter.resolved_at IS NULL AND letter.key = applied.key
       AND (letter.version <= applied.version OR (letter.version IS NULL AND letter.record_offset < applied.record_offset))`,
    [
      ...where(place),
      applied.map(({ record }) => record.key),
      applied.map(({ event }) => event.version),
      applied.map(({ record }) => record.offset),
    ],
  );
}

const where = ({ projection, topic, partition }: Place): unknown[] => [projection, topic, partition];
