import type { ClientBase, Pool } from 'pg';
import type { EntityManager } from 'typeorm';

/**
 * Runs one statement with parameters `$1 … $n` and answers its rows, whichever driver stands behind it; a statement that returns nothing answers no rows.
 * `requireRoom`, where it is there, is asked before an event is appended, and rejects while too many wait to be published.
 */
export type Sql = ((statement: string, parameters?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>) & {
  readonly requireRoom?: () => Promise<void>;
};

type Rows = { readonly rows: readonly Record<string, unknown>[] };

/** Statements on one connection, as inside a transaction; the driver waits `answerWithinMs` for each, or as long as the pool was told. */
export function clientSql(client: ClientBase, answerWithinMs?: number): Sql {
  return async (statement, parameters = []) => {
    // The driver knows the limit for a single statement; its types do not.
    const limit = answerWithinMs === undefined ? {} : { query_timeout: answerWithinMs };
    const { rows }: Rows = await client.query({ text: statement, values: [...parameters], ...limit });
    return rows;
  };
}

/** Statements each on any connection of the pool, each its own transaction; nothing is set for row-level security. */
export function poolSql(pool: Pool): Sql {
  return async (statement, parameters = []) => {
    const { rows }: Rows = await pool.query(statement, [...parameters]);
    return rows;
  };
}

/** Statements in the transaction that the TypeORM manager belongs to. */
export function managerSql(manager: EntityManager): Sql {
  const runner = manager.queryRunner;
  if (runner === undefined) throw new Error('This manager belongs to no transaction; take the one that inTransaction hands over.');
  // `manager.query` answers [rows, count] for UPDATE and DELETE and rows for the rest: the structured result is the same for all.
  return async (statement, parameters = []) => {
    const { records }: { records: unknown } = await runner.query(statement, [...parameters], true);
    return (records ?? []) as readonly Record<string, unknown>[];
  };
}
