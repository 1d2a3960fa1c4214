import type { Sql } from '@jinqiao/event-log/sql';
import type { KnownInstitution } from './licence.js';

/** Keeps the later version of each institution, whatever the order in which they come. */
export async function keepInstitutions(sql: Sql, institutions: readonly KnownInstitution[]): Promise<void> {
  await sql(
    `INSERT INTO known_institution AS row (institution_id, version, lifecycle, licences)
     SELECT "institutionId", version, lifecycle, licences
     FROM jsonb_to_recordset($1::jsonb) AS institution("institutionId" uuid, version integer, lifecycle text, licences jsonb)
     ON CONFLICT (institution_id) DO UPDATE SET version = excluded.version, lifecycle = excluded.lifecycle, licences = excluded.licences
     WHERE row.version < excluded.version`,
    [JSON.stringify(institutions)],
  );
}

export async function loadKnownInstitution(sql: Sql, institutionId: string): Promise<KnownInstitution | undefined> {
  const [row] = await sql(
    'SELECT institution_id AS "institutionId", version, lifecycle, licences FROM known_institution WHERE institution_id = $1',
    [institutionId],
  );
  return row as KnownInstitution | undefined;
}
