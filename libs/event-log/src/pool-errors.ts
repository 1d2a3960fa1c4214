import type { Pool } from 'pg';
import type { Log } from './log.js';

/**
 * Keeps a lost connection from ending the process: an idle client reports on the pool, a checked-out one on itself, and without a listener either is fatal.
 * The statement that was running still rejects. Call once for each pool, before its first use.
 */
export function surviveLostConnections(pool: Pool, log: Log): Pool {
  pool.on('error', (error) => log.warn({ err: error }, 'An idle Postgres connection was lost'));
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ err: error }, 'A Postgres connection was lost'));
  });
  return pool;
}
