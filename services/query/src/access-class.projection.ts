import type { AccessClassState } from '@jinqiao/contracts/access-class-events';
import { accessClassEvents } from '@jinqiao/contracts/access-class-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { rowDigest } from '@jinqiao/projection/projected-table';
import type { Projection } from '@jinqiao/projection/projection';
import { latestByKey, stateOf } from './stream-state.js';

/** A row of access_class: what is left to ask of an investor about every access of the class. */
export type AccessClassRow = {
  readonly access_class_id: string;
  readonly version: number;
  readonly scheme_kind: AccessClassState['schemeKind'];
  readonly side: AccessClassState['side'];
  readonly residuals: AccessClassState['residuals'];
};

export function project(event: StreamEvent<AccessClassState>): AccessClassRow {
  const accessClass = stateOf(event, (state) => state.accessClassId);
  return {
    access_class_id: accessClass.accessClassId,
    version: accessClass.version,
    scheme_kind: accessClass.schemeKind,
    side: accessClass.side,
    residuals: accessClass.residuals,
  };
}

const columns = ['access_class_id', 'version', 'scheme_kind', 'side', 'residuals'];

const upsert = `
  insert into access_class as stored (${columns.join(', ')}, row_digest, applied_at)
  select incoming.*, ${rowDigest(columns, 'incoming')}, clock_timestamp()
  from jsonb_to_recordset($1::text::jsonb) as incoming (access_class_id uuid, version int, scheme_kind text, side text, residuals jsonb)
  on conflict (access_class_id) do update
    set version = excluded.version, scheme_kind = excluded.scheme_kind, side = excluded.side, residuals = excluded.residuals,
        row_digest = excluded.row_digest, applied_at = excluded.applied_at
    where stored.version < excluded.version`;

export const accessClass: Projection = {
  name: 'access-class.v1',
  topic: 'jinqiao.access-classes.v1',
  contracts: accessClassEvents,
  tables: [{ name: 'access_class', subjectColumn: 'access_class_id', versionColumn: 'version', columns }],
  latestOnly: true,
  async apply(sql, events: readonly StreamEvent<AccessClassState>[]) {
    await sql(upsert, [JSON.stringify(latestByKey(events.map(project), (row) => row.access_class_id))]);
  },
};
