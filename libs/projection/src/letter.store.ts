import type { Sql } from '@jinqiao/event-log/sql';
import type { StreamRecord } from '@jinqiao/event-stream/event-stream';
import type { LetterSelection } from './letter-selection.js';
import type { Place } from './projection.store.js';

/** Where a letter stands among all, in the order in which letters are replayed: by place, then as its records came. */
export type LetterPosition = Place & { readonly offset: string };

/** A letter that is still open, with the record that it holds. */
export type OpenLetter = LetterPosition & { readonly id: string; readonly record: StreamRecord };

/** What came of one letter in an attempt; the fingerprint is that of the failure met this time. */
export type LetterOutcome = {
  readonly letter: OpenLetter;
  readonly outcome: 'applied' | 'failed' | 'not-read';
  readonly reason: string | null;
  readonly fingerprint: string | null;
};

/** Selected and still open letters, those first seen after an instant left out. */
export type Selected = { readonly selection: LetterSelection; readonly seenUntil: string };

const lettersAtOnce = 100;
const bytesAtOnce = 4_194_304;

/** How many letters a selection means now. */
export async function countOpen(sql: Sql, { selection, seenUntil }: Selected): Promise<number> {
  const [row] = await sql(`SELECT count(*)::integer AS open FROM dead_letter letter WHERE ${whereSelected(selection)}`, [
    seenUntil,
    ...parametersOf(selection),
  ]);
  return Number(row?.['open']);
}

/**
 * The next letters of a place behind a position, in order, locked until the transaction ends: at most 100 and (but for a single larger one) 4 MiB.
 * The place's checkpoint must be locked before.
 */
export async function nextLetters(
  sql: Sql,
  { selection, seenUntil }: Selected,
  { after, place, atMost }: { readonly after: LetterPosition | undefined; readonly place: Place; readonly atMost: number },
): Promise<OpenLetter[]> {
  const parameters: unknown[] = [seenUntil, ...parametersOf(selection)];
  const position = behind(after, parameters);
  const first = parameters.push(place.projection, place.topic, place.partition, Math.min(atMost, lettersAtOnce), bytesAtOnce) - 4;
  const sizes = await sql(
    `WITH next AS (
       SELECT id, record_offset, coalesce(octet_length(value), 0) AS bytes FROM dead_letter letter
       WHERE ${whereSelected(selection)} ${position} AND projection = $${first} AND topic = $${first + 1} AND partition = $${first + 2}
       ORDER BY record_offset LIMIT $${first + 3}),
     sized AS (SELECT *, sum(bytes) OVER (ORDER BY record_offset) - bytes AS bytes_before FROM next)
     SELECT id FROM sized WHERE bytes_before = 0 OR bytes_before + bytes <= $${first + 4}`,
    parameters,
  );
  const rows = await sql(
    `SELECT id, projection, topic, partition, record_offset, key, value, headers, first_seen_at FROM dead_letter
     WHERE id = ANY ($1::uuid[]) AND resolved_at IS NULL ORDER BY record_offset FOR UPDATE`,
    [sizes.map(({ id }) => id)],
  );
  return rows.map(openLetter);
}

/** The place of the next letter behind a position; undefined when nothing is left. */
export async function nextPlace(
  sql: Sql,
  { selection, seenUntil }: Selected,
  after: LetterPosition | undefined,
): Promise<Place | undefined> {
  const parameters = [seenUntil, ...parametersOf(selection)];
  const [row] = await sql(
    `SELECT projection, topic, partition FROM dead_letter letter WHERE ${whereSelected(selection)} ${behind(after, parameters)}
     ORDER BY projection, topic, partition, record_offset LIMIT 1`,
    parameters,
  );
  return row && { projection: String(row['projection']), topic: String(row['topic']), partition: Number(row['partition']) };
}

/** Keeps what came of an attempt: the attempt itself, and of each letter that it is resolved, or why it is still open. */
export async function keepOutcomes(sql: Sql, outcomes: readonly LetterOutcome[], jobId: string): Promise<void> {
  const columns = [
    outcomes.map(({ letter }) => letter.id),
    outcomes.map(({ outcome }) => outcome),
    outcomes.map(({ reason }) => reason),
    outcomes.map(({ fingerprint }) => fingerprint),
  ];
  await sql(
    `WITH attempt AS (
       INSERT INTO dead_letter_attempt (letter_id, outcome, reason, fingerprint, job_id)
       SELECT letter_id, outcome, reason, fingerprint, $5 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS tried (letter_id, outcome, reason, fingerprint)
       ON CONFLICT (letter_id, job_id) DO NOTHING RETURNING letter_id, outcome, reason, fingerprint)
     UPDATE dead_letter letter SET
       last_seen_at = CASE WHEN attempt.outcome = 'failed' THEN clock_timestamp() ELSE last_seen_at END,
       reason = CASE WHEN attempt.outcome = 'failed' THEN attempt.reason ELSE letter.reason END,
       fingerprint = CASE WHEN attempt.outcome = 'failed' THEN attempt.fingerprint ELSE letter.fingerprint END,
       resolved_at = CASE WHEN attempt.outcome = 'failed' THEN letter.resolved_at ELSE clock_timestamp() END,
       resolution = CASE attempt.outcome WHEN 'applied' THEN 'replayed' WHEN 'not-read' THEN 'not read by this projection' ELSE letter.resolution END
     FROM attempt WHERE letter.id = attempt.letter_id`,
    [...columns, jobId],
  );
}

function whereSelected(selection: LetterSelection): string {
  const open = 'letter.resolved_at IS NULL AND letter.first_seen_at <= $1::timestamptz';
  if ('letterIds' in selection) return `${open} AND letter.id = ANY ($2::uuid[])`;
  if ('fingerprint' in selection) return `${open} AND letter.projection = $2 AND letter.fingerprint = $3`;
  return open;
}

function parametersOf(selection: LetterSelection): unknown[] {
  if ('letterIds' in selection) return [selection.letterIds];
  return 'fingerprint' in selection ? [selection.projection, selection.fingerprint] : [];
}

function behind(after: LetterPosition | undefined, parameters: unknown[]): string {
  if (after === undefined) return '';
  const first = parameters.push(after.projection, after.topic, after.partition, after.offset) - 3;
  return `AND (projection, topic, partition, record_offset) > ($${first}, $${first + 1}, $${first + 2}, $${first + 3})`;
}

function openLetter(row: Readonly<Record<string, unknown>>): OpenLetter {
  const place = { projection: String(row['projection']), topic: String(row['topic']), partition: Number(row['partition']) };
  const offset = String(row['record_offset']);
  const record: StreamRecord = {
    topic: place.topic,
    partition: place.partition,
    offset: BigInt(offset),
    key: row['key'] as Buffer | null,
    value: row['value'] as Buffer | null,
    headers: row['headers'] as Readonly<Record<string, string>>,
    timestamp: String((row['first_seen_at'] as Date).getTime()),
  };
  return { id: String(row['id']), ...place, offset, record };
}
