import type { Pool } from 'pg';
import { inPoolTransaction } from './transaction.js';

/**
 * SQL of the shard that a subject's events belong to. The end of a UUID is random in versions 4 and 7; the expression is the same in every release of Postgres.
 * The number of shards is read by the statement that writes, after it has locked the outbox against `divideOutbox`.
 */
export const shardOf = (subject: string): string =>
  `(get_byte(uuid_send(${subject}), 14) * 256 + get_byte(uuid_send(${subject}), 15)) % (SELECT shards FROM relay_shards)`;

/** Into how many shards the outbox is divided at the moment. */
export async function shardsInUse(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ shards: number }>('SELECT shards FROM relay_shards');
  return rows[0]?.shards ?? 1;
}

// Below Postgres's deadlock_timeout: writers that wait behind us are let go before it looks for a victim.
const lockTimeoutMs = 500;

/**
 * Divides the outbox into another number of shards, for every replica at once; rejects when it can't be locked within half a second, to be tried again.
 * No writer is under way while it is locked, so what waits is moved to its new shard as a whole: no subject is ever in two shards.
 * Every lease changes hands: what a former holder still publishes are repetitions, for its rows are still in the outbox of the next holder.
 */
export function divideOutbox(pool: Pool, shards: number): Promise<void> {
  return inPoolTransaction(pool, { actor: 'relay' }, async (sql) => {
    await sql(`SELECT set_config('lock_timeout', '${lockTimeoutMs}', true)`);
    await sql('LOCK TABLE outbox IN SHARE ROW EXCLUSIVE MODE');
    const changed = await sql('UPDATE relay_shards SET shards = $1 WHERE shards <> $1 RETURNING shards', [shards]);
    if (changed.length === 0) return;
    await sql(`UPDATE outbox SET shard = ${shardOf('subject')} FROM event_log WHERE event_log.position = outbox.position`);
    await sql("UPDATE relay_lease SET epoch = epoch + 1, expires_at = '-infinity'");
  });
}
