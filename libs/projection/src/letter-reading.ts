import type { Sql } from '@jinqiao/event-log/sql';

/** Letters of one projection that failed in the same way; instants in UTC. */
export type LetterGroup = {
  readonly projection: string;
  readonly topic: string;
  readonly fingerprint: string;
  readonly eventType: string | null;
  /** Of the letter that failed last, for a person. */
  readonly reason: string;
  readonly open: number;
  readonly resolved: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly exampleLetterId: string;
};

/** A dead letter without its record; instants in UTC, the offset as a decimal text. */
export type Letter = {
  readonly letterId: string;
  readonly projection: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly subject: string | null;
  readonly version: number | null;
  readonly eventType: string | null;
  readonly reason: string;
  readonly fingerprint: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly resolvedAt: string | null;
  readonly resolution: string | null;
};

/** One attempt to apply a letter: by the consumer (`jobId` null) or by a replay. */
export type LetterAttempt = {
  readonly attemptedAt: string;
  readonly outcome: 'applied' | 'failed' | 'not-read';
  readonly reason: string | null;
  readonly jobId: string | null;
  readonly requestedBy: string | null;
};

/** A letter with what can be shown of its record, and its attempts, the newest first. */
export type WholeLetter = Letter & {
  readonly headers: Readonly<Record<string, string>>;
  readonly key: string | null;
  /** The value as text, at most 64 KiB of it; bytes that are no UTF-8 show as �. */
  readonly valueText: string | null;
  readonly valueBytes: number | null;
  readonly attempts: readonly LetterAttempt[];
};

/** Which letters to list; those seen first come last. `after`: where the former page ended. */
export type LetterFilter = {
  readonly projection?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly subject?: string | undefined;
  readonly open?: boolean | undefined;
  readonly limit: number;
  readonly after?: LetterPage | undefined;
};

/** Where a page of letters ended. */
export type LetterPage = { readonly seenAt: string; readonly letterId: string };

const shownBytes = 65_536;
const attemptsShown = 100;
const groupsShown = 1_000;

const columns = `id, projection, topic, partition, record_offset, subject, version, event_type, reason, fingerprint, first_seen_at,
  coalesce(last_seen_at, first_seen_at) AS last_seen_at, resolved_at, resolution`;

/** Letters grouped by what went wrong, groups with open letters first. */
export async function letterGroups(sql: Sql): Promise<LetterGroup[]> {
  const rows = await sql(
    `SELECT projection, topic, fingerprint, count(*) FILTER (WHERE resolved_at IS NULL)::integer AS open, count(resolved_at)::integer AS resolved,
       min(first_seen_at) AS first_seen_at, max(coalesce(last_seen_at, first_seen_at)) AS last_seen_at,
       (array_agg(id ORDER BY resolved_at IS NOT NULL, coalesce(last_seen_at, first_seen_at) DESC, id))[1] AS example,
       (array_agg(event_type ORDER BY resolved_at IS NOT NULL, coalesce(last_seen_at, first_seen_at) DESC, id))[1] AS event_type,
       (array_agg(reason ORDER BY resolved_at IS NOT NULL, coalesce(last_seen_at, first_seen_at) DESC, id))[1] AS reason
     FROM dead_letter GROUP BY projection, topic, fingerprint ORDER BY 4 DESC, last_seen_at DESC, projection, fingerprint LIMIT ${groupsShown}`,
  );
  return rows.map((row) => ({
    projection: String(row['projection']),
    topic: String(row['topic']),
    fingerprint: String(row['fingerprint']),
    eventType: text(row['event_type']),
    reason: String(row['reason']),
    open: Number(row['open']),
    resolved: Number(row['resolved']),
    firstSeenAt: instant(row['first_seen_at']) ?? '',
    lastSeenAt: instant(row['last_seen_at']) ?? '',
    exampleLetterId: String(row['example']),
  }));
}

/** A page of letters, the newest first, and where the next begins. */
export async function listLetters(sql: Sql, filter: LetterFilter): Promise<{ letters: Letter[]; next: LetterPage | null }> {
  const { projection, fingerprint, subject, open, limit, after } = filter;
  const rows = await sql(
    `SELECT ${columns}, first_seen_at::text AS seen_at FROM dead_letter
     WHERE ($1::text IS NULL OR projection = $1) AND ($2::text IS NULL OR fingerprint = $2) AND ($3::text IS NULL OR subject = $3)
       AND ($4::boolean IS NULL OR (resolved_at IS NULL) = $4) AND ($5::timestamptz IS NULL OR (first_seen_at, id) < ($5, $6::uuid))
     ORDER BY first_seen_at DESC, id DESC LIMIT $7`,
    [projection ?? null, fingerprint ?? null, subject ?? null, open ?? null, after?.seenAt ?? null, after?.letterId ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    letters: page.map(letterOf),
    next: rows.length > limit && last !== undefined ? { seenAt: String(last['seen_at']), letterId: String(last['id']) } : null,
  };
}

/** One letter with its record and attempts, or undefined. */
export async function wholeLetter(sql: Sql, letterId: string): Promise<WholeLetter | undefined> {
  const [row] = await sql(
    `SELECT ${columns}, headers, substring(key FROM 1 FOR 1024) AS key, substring(value FROM 1 FOR ${shownBytes}) AS value, octet_length(value) AS value_bytes
     FROM dead_letter WHERE id = $1`,
    [letterId],
  );
  if (row === undefined) return undefined;
  const attempts = await sql(
    `SELECT attempt.attempted_at, attempt.outcome, attempt.reason, attempt.job_id, job.requested_by
     FROM dead_letter_attempt attempt LEFT JOIN operation_job job ON job.id = attempt.job_id
     WHERE attempt.letter_id = $1 ORDER BY attempt.id DESC LIMIT ${attemptsShown}`,
    [letterId],
  );
  return {
    ...letterOf(row),
    headers: row['headers'] as Readonly<Record<string, string>>,
    key: bytesAsText(row['key']),
    valueText: bytesAsText(row['value']),
    valueBytes: row['value_bytes'] === null ? null : Number(row['value_bytes']),
    attempts: attempts.map((attempt) => ({
      attemptedAt: instant(attempt['attempted_at']) ?? '',
      outcome: attempt['outcome'] as LetterAttempt['outcome'],
      reason: text(attempt['reason']),
      jobId: text(attempt['job_id']),
      requestedBy: text(attempt['requested_by']),
    })),
  };
}

function letterOf(row: Readonly<Record<string, unknown>>): Letter {
  return {
    letterId: String(row['id']),
    projection: String(row['projection']),
    topic: String(row['topic']),
    partition: Number(row['partition']),
    offset: String(row['record_offset']),
    subject: text(row['subject']),
    version: row['version'] === null ? null : Number(row['version']),
    eventType: text(row['event_type']),
    reason: String(row['reason']),
    fingerprint: String(row['fingerprint']),
    firstSeenAt: instant(row['first_seen_at']) ?? '',
    lastSeenAt: instant(row['last_seen_at']) ?? '',
    resolvedAt: instant(row['resolved_at']),
    resolution: text(row['resolution']),
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const instant = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);
const bytesAsText = (value: unknown): string | null => (value instanceof Buffer ? value.toString() : null);
