import type { Sql } from '@jinqiao/event-log/sql';
import { isInfrastructureError } from './infrastructure-error.js';
import type { Projection } from './projection.js';
import type { Reading } from './read-records.js';

/**
 * Applies events inside the transaction wholly or not at all, and answers the error that prevented it.
 * Rejects when the error is not of the events' making: the transaction is to be given up then, and tried again.
 */
export async function applyPart(sql: Sql, projection: Projection, part: readonly Reading[]): Promise<{ error: unknown } | undefined> {
  await sql('SAVEPOINT part');
  try {
    await projection.apply(
      sql,
      part.map(({ event }) => event),
    );
    // Also shows an error that apply has swallowed: the savepoint of a failed transaction can't be released.
    await sql('RELEASE SAVEPOINT part');
    return undefined;
  } catch (error) {
    if (isInfrastructureError(error)) throw error;
    await sql('ROLLBACK TO SAVEPOINT part');
    await sql('RELEASE SAVEPOINT part');
    return { error };
  }
}
