import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import type { Sql } from '@jinqiao/event-log/sql';
import { rowDigest } from '@jinqiao/projection/projected-table';
import type { ProjectedTable } from '@jinqiao/projection/projection';
import type { Cause } from './determination.store.js';

export type InstitutionChange = { readonly state: InstitutionState; readonly cause: Cause };

/** No rule looks at these parts of an institution's state; a change of one of them touches no determination. */
const noFacts = "'{version,legalNames,lei,uscc,lifecycle}'::text[]";

const columns = ['institution_id', 'version', 'state'];

/** Where the latest state of each institution is kept. */
export const institutionTable: ProjectedTable = { name: 'institution', subjectColumn: 'institution_id', versionColumn: 'version', columns };

/** Keeps the latest state of each institution and notes its products as due where a fact has changed. The caller holds `changeFacts`. */
export async function keepInstitutions(sql: Sql, changes: readonly InstitutionChange[]): Promise<void> {
  await sql(
    `WITH next AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS next(institution_id uuid, version integer, state jsonb,
         happened_at timestamptz, correlation_id text, causation_id text)),
     before AS (SELECT institution_id, state FROM institution WHERE institution_id IN (SELECT institution_id FROM next)),
     kept AS (
       INSERT INTO institution AS known (${columns.join(', ')}, row_digest, applied_at)
       SELECT ${columns.join(', ')}, ${rowDigest(columns, 'next')}, clock_timestamp() FROM next ORDER BY institution_id
       ON CONFLICT (institution_id) DO UPDATE SET version = excluded.version, state = excluded.state,
         row_digest = excluded.row_digest, applied_at = excluded.applied_at
       WHERE known.version < excluded.version
       RETURNING institution_id, state)
     INSERT INTO determination_due (product_id, happened_at, correlation_id, causation_id)
     SELECT product.product_id, next.happened_at, next.correlation_id, next.causation_id
     FROM kept
     JOIN next USING (institution_id)
     JOIN product_determination product USING (institution_id)
     LEFT JOIN before USING (institution_id)
     WHERE (before.state - ${noFacts}) IS DISTINCT FROM (kept.state - ${noFacts})
     ORDER BY product.product_id`,
    [
      JSON.stringify(
        changes.map(({ state, cause }) => ({
          institution_id: state.institutionId,
          version: state.version,
          state,
          happened_at: cause.happenedAt,
          correlation_id: cause.correlationId,
          causation_id: cause.causationId,
        })),
      ),
    ],
  );
}
