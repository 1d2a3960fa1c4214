import type { Pool } from 'pg';
import type { Sql } from './sql.js';
import { inPoolTransaction } from './transaction.js';

/** SQL of the bucket that a subject belongs to, 0 to 255: the first byte of md5 of its text. */
export const bucketOf = (subject: string): string => `get_byte(decode(md5(${subject}::text), 'hex'), 0)`;

/** SQL of a number, 64 bits, that stands for one version of a subject; digests are the exclusive or of many. */
export const versionHash = (subject: string, version: string): string =>
  `('x' || left(md5(${subject}::text || ':' || ${version}), 16))::bit(64)::bigint`;

/** SQL of the exclusive or of hashes, as 16 hexadecimal digits. */
export const xorOf = (hashes: string): string => `lpad(to_hex(coalesce(bit_xor(${hashes}), 0)), 16, '0')`;

/** What a bucket of a topic holds; equal on both sides when the same versions of the same subjects are there. */
export type BucketDigest = {
  readonly bucket: number;
  readonly subjects: number;
  readonly versionSum: number;
  readonly xor: string;
};

/** A bucket of the record of truth: its digest over every version, and over the latest of each subject, for readers that keep no other. */
export type SourceBucket = BucketDigest & {
  readonly latestVersionSum: number;
  readonly latestXor: string;
  /** How many of its events the relay has still to publish. */
  readonly pending: number;
};

/** A topic's buckets that hold anything; `at`: the instant of the snapshot, the same for all topics of an answer, by the source's database. */
export type SourceDigest = { readonly topic: string; readonly at: string; readonly buckets: readonly SourceBucket[] };

/** Every version of a subject that the log keeps, in their order; `pending`: the relay has still to publish one of them. */
export type SourceSubject = { readonly subject: string; readonly versions: readonly number[]; readonly pending: boolean };

const digests = `
  WITH pending AS MATERIALIZED (SELECT topic, subject, count(*) AS events FROM outbox JOIN event_log USING (position) GROUP BY topic, subject),
  known AS (
    SELECT topic, subject, ${bucketOf('subject')} AS bucket, sum(version) AS version_sum, bit_xor(${versionHash('subject', 'version')}) AS xor, max(version) AS latest
    FROM event_log GROUP BY topic, subject)
  SELECT topic, bucket, count(*)::integer AS subjects, sum(version_sum)::float8 AS version_sum, ${xorOf('xor')} AS xor,
    sum(latest)::float8 AS latest_version_sum, ${xorOf(versionHash('subject', 'latest'))} AS latest_xor,
    coalesce(sum(pending.events), 0)::integer AS pending, statement_timestamp() AS at
  FROM known LEFT JOIN pending USING (topic, subject) GROUP BY topic, bucket ORDER BY topic, bucket`;

const subjects = `
  SELECT subject, array_agg(version ORDER BY version) AS versions, bool_or(outbox.position IS NOT NULL) AS pending
  FROM event_log LEFT JOIN outbox USING (position)
  WHERE topic = $1 AND left(md5(subject::text), 2) = lpad(to_hex($2::integer), 2, '0')
  GROUP BY subject ORDER BY subject`;

/** Digests all that the log holds, topic by topic, from one snapshot. */
export async function sourceDigests(pool: Pool): Promise<readonly SourceDigest[]> {
  const rows = await asOperator(pool, (sql) => sql(digests));
  const topics = new Map<string, SourceBucket[]>();
  for (const row of rows) {
    const buckets = topics.get(String(row['topic'])) ?? [];
    topics.set(String(row['topic']), [...buckets, sourceBucket(row)]);
  }
  const at = rows[0]?.['at'];
  return [...topics].map(([topic, buckets]) => ({ topic, at: at instanceof Date ? at.toISOString() : '', buckets }));
}

/** The subjects of one bucket with every version that the log keeps of them. */
export async function sourceSubjects(pool: Pool, topic: string, bucket: number): Promise<readonly SourceSubject[]> {
  const rows = await asOperator(pool, (sql) => sql(subjects, [topic, bucket]));
  return rows as readonly SourceSubject[];
}

function asOperator<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  return inPoolTransaction(pool, { actor: 'operator' }, async (sql) => {
    // Groups that fit the memory are hashed; sorting as many contents would take several times as long.
    await sql("SELECT set_config('work_mem', '64MB', true)");
    return work(sql);
  });
}

function sourceBucket(row: Readonly<Record<string, unknown>>): SourceBucket {
  return {
    bucket: Number(row['bucket']),
    subjects: Number(row['subjects']),
    versionSum: Number(row['version_sum']),
    xor: String(row['xor']),
    latestVersionSum: Number(row['latest_version_sum']),
    latestXor: String(row['latest_xor']),
    pending: Number(row['pending']),
  };
}
