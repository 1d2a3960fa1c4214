import type { AccessState } from '@jinqiao/contracts/access-events';
import { accessEvents } from '@jinqiao/contracts/access-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { rowDigest } from '@jinqiao/projection/projected-table';
import type { Projection } from '@jinqiao/projection/projection';
import { latestByKey, stateOf } from './stream-state.js';

/** A row of product_access: the class of one access and side, from a day to a day. */
export type AssignmentRow = {
  readonly scheme: string;
  readonly scheme_kind: string;
  readonly side: 'buy' | 'sell';
  readonly access_class_id: string;
  readonly from_day: string;
  readonly to_day: string | null;
  readonly audience: string;
};

/** A row of product_access_answer, with the product_access rows that it stands for. */
export type AccessAnswerRow = {
  readonly product_id: string;
  readonly version: number;
  readonly product_version: number;
  readonly assignments: readonly AssignmentRow[];
};

export function project(event: StreamEvent<AccessState>): AccessAnswerRow {
  const answer = stateOf(event, (state) => state.productId);
  return {
    product_id: answer.productId,
    version: answer.version,
    product_version: answer.productVersion,
    assignments: answer.accesses.flatMap((access) =>
      (['buy', 'sell'] as const).flatMap((side) =>
        access[side].map((assignment) => ({
          scheme: access.scheme,
          scheme_kind: access.schemeKind,
          side,
          access_class_id: assignment.accessClassId,
          from_day: assignment.from,
          to_day: assignment.to,
          audience: access.audience,
        })),
      ),
    ),
  };
}

const answerColumns = ['product_id', 'version', 'product_version', 'assignment_count'];
const assignmentColumns = ['product_id', 'version', 'scheme', 'scheme_kind', 'side', 'access_class_id', 'from_day', 'to_day', 'audience'];

// The ids stand beside the join, so that old rows are found by index whatever the planner believes of the batch.
// The version stands in the key of an assignment, so new rows never meet the old ones that the same statement removes.
const replaceAssignments = `
  with incoming as (
    select *, jsonb_array_length(assignments) as assignment_count
    from jsonb_to_recordset($1::text::jsonb) as incoming (product_id uuid, version int, product_version int, assignments jsonb)
  ), answered as (
    insert into product_access_answer as stored (${answerColumns.join(', ')}, row_digest, applied_at)
    select ${answerColumns.join(', ')}, ${rowDigest(answerColumns, 'incoming')}, clock_timestamp() from incoming
    on conflict (product_id) do update
      set version = excluded.version, product_version = excluded.product_version, assignment_count = excluded.assignment_count,
          row_digest = excluded.row_digest, applied_at = excluded.applied_at
      where stored.version < excluded.version
    returning product_id, version
  ), removed as (
    delete from product_access using answered
    where product_access.product_id = answered.product_id and product_access.product_id = any ($2::uuid[])
  ), assigned as (
    select answered.product_id, answered.version, assignment.*
    from answered
    join incoming using (product_id, version)
    cross join lateral jsonb_to_recordset(incoming.assignments) as assignment
      (scheme text, scheme_kind text, side text, access_class_id uuid, from_day date, to_day date, audience text)
  )
  insert into product_access (${assignmentColumns.join(', ')}, row_digest, applied_at)
  select assigned.*, ${rowDigest(assignmentColumns, 'assigned')}, clock_timestamp() from assigned`;

export const productAccess: Projection = {
  name: 'product-access.v1',
  topic: 'jinqiao.access.v1',
  contracts: accessEvents,
  tables: [
    { name: 'product_access_answer', subjectColumn: 'product_id', versionColumn: 'version', columns: answerColumns },
    {
      name: 'product_access',
      subjectColumn: 'product_id',
      versionColumn: 'version',
      columns: assignmentColumns,
      countedBy: 'assignment_count',
    },
  ],
  latestOnly: true,
  async apply(sql, events: readonly StreamEvent<AccessState>[]) {
    const rows = latestByKey(events.map(project), (row) => row.product_id);
    await sql(replaceAssignments, [JSON.stringify(rows), rows.map((row) => row.product_id)]);
  },
};
