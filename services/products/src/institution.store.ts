import type { Sql } from '@jinqiao/event-log/sql';
import { rowDigest } from '@jinqiao/projection/projected-table';
import type { ProjectedTable } from '@jinqiao/projection/projection';
import type { KnownInstitution } from './licence.js';

const columns = ['institution_id', 'version', 'lifecycle', 'licences'];

/** Where the later version of each institution is kept. */
export const knownInstitutionTable: ProjectedTable = {
  name: 'known_institution',
  subjectColumn: 'institution_id',
  versionColumn: 'version',
  columns,
};

/** Keeps the later version of each institution, whatever the order in which they come. */
export async function keepInstitutions(sql: Sql, institutions: readonly KnownInstitution[]): Promise<void> {
  await sql(
    `INSERT INTO known_institution AS row (${columns.join(', ')}, row_digest, applied_at)
     SELECT institution.*, ${rowDigest(columns, 'institution')}, clock_timestamp()
     FROM (SELECT "institutionId", version, lifecycle, licences
           FROM jsonb_to_recordset($1::jsonb) AS known("institutionId" uuid, version integer, lifecycle text, licences jsonb)
          ) AS institution(${columns.join(', ')})
     ON CONFLICT (institution_id) DO UPDATE SET version = excluded.version, lifecycle = excluded.lifecycle, licences = excluded.licences,
       row_digest = excluded.row_digest, applied_at = excluded.applied_at
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
