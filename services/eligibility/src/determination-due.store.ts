import type { Sql } from '@jinqiao/event-log/sql';
import { isInfrastructureError } from '@jinqiao/projection/infrastructure-error';
import type { LawIn } from './current-law.js';
import { determineProducts } from './determination.store.js';
import type { Cause } from './determination.store.js';
import { shareFacts } from './facts.store.js';

/** The products that a change of shared facts touches, as a SELECT of `product_id`; its parameters are numbered from $4. */
export type TouchedProducts = { readonly select: string; readonly parameters: readonly unknown[] };

/** Notes, in the transaction of the change itself, that products must be determined again; answers how many. The caller holds `changeFacts`. */
export async function noteDue(sql: Sql, touched: TouchedProducts, cause: Cause): Promise<number> {
  const rows = await sql(
    `WITH noted AS (
       INSERT INTO determination_due (product_id, happened_at, correlation_id, causation_id)
       SELECT touched.product_id, $1::timestamptz, $2::text, $3::text FROM (${touched.select}) AS touched ORDER BY touched.product_id
       RETURNING 1)
     SELECT count(*)::integer AS noted FROM noted`,
    [cause.happenedAt, cause.correlationId, cause.causationId ?? null, ...touched.parameters],
  );
  return rows[0]?.['noted'] as number;
}

/** Determines the next products that are due and strikes them off in the same transaction; answers how many rows it struck. */
export async function determineDue(sql: Sql, lawIn: LawIn, limit: number): Promise<number> {
  await shareFacts(sql);
  const law = await lawIn(sql);
  const due = await takeDue(sql, limit);
  await determineProducts(sql, law, due.causes);
  await sql('DELETE FROM determination_due WHERE position = ANY($1::bigint[])', [due.positions]);
  return due.positions.length;
}

/** A product that could not be determined, and why: a defect of ours, since its facts were accepted. */
export type SetAside = { readonly productId: string; readonly error: unknown };

/** Determines the one product that has been due longest, or sets it aside so that it does not hold up the others; a start tries it again. */
export async function determineOrSetAside(sql: Sql, lawIn: LawIn): Promise<'none-due' | 'determined' | SetAside> {
  await shareFacts(sql);
  const law = await lawIn(sql);
  const due = await takeDue(sql, 1);
  const [productId] = due.causes.keys();
  if (productId === undefined) return 'none-due';
  await sql('SAVEPOINT one_product');
  try {
    await determineProducts(sql, law, due.causes);
    await sql('DELETE FROM determination_due WHERE position = ANY($1::bigint[])', [due.positions]);
    return 'determined';
  } catch (error) {
    if (isInfrastructureError(error)) throw error;
    await sql('ROLLBACK TO SAVEPOINT one_product');
    await sql('UPDATE determination_due SET set_aside_because = $2 WHERE position = ANY($1::bigint[])', [due.positions, String(error)]);
    return { productId, error };
  }
}

export const retrySetAside = (sql: Sql): Promise<unknown> =>
  sql('UPDATE determination_due SET set_aside_because = NULL WHERE set_aside_because IS NOT NULL');

async function takeDue(sql: Sql, limit: number): Promise<{ positions: readonly unknown[]; causes: Map<string, Cause> }> {
  const rows = await sql(
    `SELECT position::text AS position, product_id::text AS id, to_char(happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS happened_at,
       correlation_id, causation_id
     FROM determination_due WHERE set_aside_because IS NULL ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  const causes = rows.map((row): [string, Cause] => [
    row['id'] as string,
    {
      happenedAt: row['happened_at'] as string,
      correlationId: row['correlation_id'] as string,
      ...(row['causation_id'] === null ? {} : { causationId: row['causation_id'] as string }),
    },
  ]);
  return { positions: rows.map((row) => row['position']), causes: new Map(causes) };
}
