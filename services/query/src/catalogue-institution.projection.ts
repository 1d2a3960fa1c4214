import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import { institutionEvents } from '@jinqiao/contracts/institution-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { rowDigest } from '@jinqiao/projection/projected-table';
import type { Projection } from '@jinqiao/projection/projection';
import { latestByKey, stateOf } from './stream-state.js';

/** A row of catalogue_institution: what the catalogue shows of the one who offers, and whether its products can be ordered. */
export type CatalogueInstitutionRow = {
  readonly institution_id: string;
  readonly version: number;
  readonly legal_names: InstitutionState['legalNames'];
  readonly lifecycle: InstitutionState['lifecycle'];
};

export function project(event: StreamEvent<InstitutionState>): CatalogueInstitutionRow {
  const institution = stateOf(event, (state) => state.institutionId);
  return {
    institution_id: institution.institutionId,
    version: institution.version,
    legal_names: institution.legalNames,
    lifecycle: institution.lifecycle,
  };
}

const columns = ['institution_id', 'version', 'legal_names', 'lifecycle'];

const upsert = `
  insert into catalogue_institution as stored (${columns.join(', ')}, row_digest, applied_at)
  select incoming.*, ${rowDigest(columns, 'incoming')}, clock_timestamp()
  from jsonb_to_recordset($1::text::jsonb) as incoming (institution_id uuid, version int, legal_names jsonb, lifecycle text)
  on conflict (institution_id) do update
    set version = excluded.version, legal_names = excluded.legal_names, lifecycle = excluded.lifecycle,
        row_digest = excluded.row_digest, applied_at = excluded.applied_at
    where stored.version < excluded.version`;

export const catalogueInstitution: Projection = {
  name: 'catalogue-institution.v1',
  topic: 'jinqiao.institutions.v1',
  contracts: institutionEvents,
  tables: [{ name: 'catalogue_institution', subjectColumn: 'institution_id', versionColumn: 'version', columns }],
  latestOnly: true,
  async apply(sql, events: readonly StreamEvent<InstitutionState>[]) {
    await sql(upsert, [JSON.stringify(latestByKey(events.map(project), (row) => row.institution_id))]);
  },
};
