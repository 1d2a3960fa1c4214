import type { Pool } from 'pg';
import { inPoolTransaction } from './transaction.js';

/** How many events wait for the relay, and how long the oldest has waited, in milliseconds by the database's clock; null when none waits. */
export type OutboxHealth = { readonly pending: number; readonly oldestAgeMs: number | null };

/** Reads the outbox of the service as an operator. */
export function outboxHealth(pool: Pool): Promise<OutboxHealth> {
  return inPoolTransaction(pool, { actor: 'operator' }, async (sql) => {
    const [row] = await sql(`
      SELECT (SELECT count(*) FROM outbox)::integer AS pending,
        (SELECT extract(epoch FROM clock_timestamp() - recorded_at) * 1000 FROM event_log
          WHERE position = (SELECT min(position) FROM outbox))::float8 AS oldest_age_ms`);
    const age = row?.['oldest_age_ms'];
    return { pending: Number(row?.['pending']), oldestAgeMs: typeof age === 'number' ? Math.max(0, Math.round(age)) : null };
  });
}
