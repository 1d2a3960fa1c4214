import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { clientSql, managerSql } from './sql.js';
import type { Sql } from './sql.js';

/** On whose behalf a transaction runs: one institution, or a named actor of the house with the audiences of its caller. Row-level security reads it. */
export type Scope =
  | { readonly institutionId: string }
  | { readonly actor: 'operator' | 'supervisor' | 'relay' | 'projector' | 'reader'; readonly audiences?: readonly string[] };

/**
 * Runs a command's work in one TypeORM transaction under a scope; commits when the work resolves, rolls back when it rejects.
 * `app.institution`, `app.actor` and `app.audiences` (comma separated) are set inside the transaction only, '' where the scope has none.
 */
export function inTransaction<T>(dataSource: DataSource, scope: Scope, work: (sql: Sql, manager: EntityManager) => Promise<T>): Promise<T> {
  return dataSource.transaction(async (manager) => {
    const sql = managerSql(manager);
    await enterScope(sql, scope);
    const outcome = await work(sql, manager);
    // Postgres answers COMMIT of a failed transaction with a silent rollback: a statement before it tells the two apart.
    await sql('SELECT 1');
    return outcome;
  });
}

/** The same for paths without entities (relay, projector, reads): one transaction on a client of the pool, under a scope. */
export async function inPoolTransaction<T>(pool: Pool, scope: Scope, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const sql = clientSql(client);
    await enterScope(sql, scope);
    const outcome = await work(sql);
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT')
      throw new Error('The transaction had failed before its end and was rolled back: the work must not swallow the error of a statement.');
    return outcome;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function enterScope(sql: Sql, scope: Scope): Promise<void> {
  const [institution, actor, audiences] =
    'institutionId' in scope ? [scope.institutionId, '', ''] : ['', scope.actor, (scope.audiences ?? []).join(',')];
  await sql("SELECT set_config('app.institution', $1, true), set_config('app.actor', $2, true), set_config('app.audiences', $3, true)", [
    institution,
    actor,
    audiences,
  ]);
}
