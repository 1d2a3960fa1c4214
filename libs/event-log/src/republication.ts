import { shardOf } from './shards.js';
import type { Sql } from './sql.js';

/**
 * Queues every version that the log keeps of the subjects for the relay again, and answers how many events those are; ones that wait already are left as they are.
 * They are published in the order in which they happened, as the same events: readers tell them from new ones by their version.
 * The transaction's actor must be the operator; the caller notes who asked and why in the same transaction.
 */
export async function republish(sql: Sql, topic: string, subjects: readonly string[]): Promise<number> {
  const [row] = await sql(
    `WITH kept AS (
       SELECT position, subject, institution_id, octet_length(content::text) AS content_bytes FROM event_log
       WHERE topic = $1 AND subject = ANY($2::uuid[])),
     queued AS (
       INSERT INTO outbox (position, shard, institution_id, content_bytes)
       SELECT position, ${shardOf('subject')}, institution_id, content_bytes FROM kept ORDER BY position ON CONFLICT (position) DO NOTHING)
     SELECT count(*)::integer AS events FROM kept`,
    [topic, subjects],
  );
  return Number(row?.['events']);
}
