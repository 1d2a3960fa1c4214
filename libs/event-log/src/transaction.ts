import { escapeLiteral } from 'pg';
import type { Pool, PoolClient, QueryResult } from 'pg';
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
    await sql(enterScope(scope));
    const outcome = await work(sql, manager);
    // Postgres answers COMMIT of a failed transaction with a silent rollback: a statement before it tells the two apart.
    await sql('SELECT 1');
    return outcome;
  });
}

/** The same for paths without entities (relay, projector, reads): one transaction on a client of the pool, under a scope. */
export function inPoolTransaction<T>(pool: Pool, scope: Scope, work: (sql: Sql) => Promise<T>): Promise<T> {
  return transact(pool, scope, work);
}

/** The same for work whose single statements may take longer than a service's usually may, such as building an index: up to `statementMsMax` each. */
export function inLongTransaction<T>(pool: Pool, scope: Scope, statementMsMax: number, work: (sql: Sql) => Promise<T>): Promise<T> {
  return transact(
    pool,
    scope,
    async (sql) => {
      await sql("SELECT set_config('statement_timeout', $1, true)", [`${statementMsMax}ms`]);
      return work(sql);
    },
    // Postgres ends the statement first, and the connection stays usable.
    statementMsMax + 5_000,
  );
}

async function transact<T>(pool: Pool, scope: Scope, work: (sql: Sql) => Promise<T>, answerWithinMs?: number): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`BEGIN; ${enterScope(scope)}`);
    const outcome = await work(clientSql(client, answerWithinMs));
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT')
      throw new Error('The transaction had failed before its end and was rolled back: the work must not swallow the error of a statement.');
    return outcome;
  } catch (error) {
    broken = isUnanswered(error) ? error : await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (failure) {
    return failure instanceof Error ? failure : new Error(String(failure));
  }
}

/** The driver gave up waiting: whatever is sent on that connection would only wait behind the statement. */
const isUnanswered = (error: unknown): error is Error => error instanceof Error && error.message === 'Query read timeout';

/**
 * One statement as a transaction of its own under a scope, in a single exchange with the server instead of four. Values stand in the statement as
 * literals, escaped by the caller. Without `durable` the commit does not wait for the disk: a crash of the server may take it back, whole.
 */
export async function inOneExchange(
  pool: Pool,
  { scope, durable }: { readonly scope: Scope; readonly durable: boolean },
  statement: string,
): Promise<readonly Record<string, unknown>[]> {
  const commit = durable ? '' : "SELECT set_config('synchronous_commit', 'off', true);";
  // Several statements in one simple query are one transaction, to which a local setting belongs.
  const results = (await pool.query(`${enterScope(scope)}; ${commit} ${statement}`)) as unknown as readonly QueryResult<
    Record<string, unknown>
  >[];
  return results.at(-1)?.rows ?? [];
}

function enterScope(scope: Scope): string {
  const [institution, actor, audiences] =
    'institutionId' in scope ? [scope.institutionId, '', ''] : ['', scope.actor, (scope.audiences ?? []).join(',')];
  return `SELECT set_config('app.institution', ${text(institution)}, true), set_config('app.actor', ${text(actor)}, true), set_config('app.audiences', ${text(audiences)}, true)`;
}

/** Postgres ends a statement at the first NUL: what stands after it would be lost. */
function text(value: string): string {
  if (value.includes('\0')) throw new Error('A scope with a NUL in it names nobody.');
  return escapeLiteral(value);
}
