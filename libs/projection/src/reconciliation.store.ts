import type { Sql } from '@jinqiao/event-log/sql';
import type { Finding, FindingKind } from './digest-comparison.js';
import { recordAction } from './operator-action.js';
import type { Asked } from './operator-action.js';
import type { Projection } from './projection.js';

/** A finding as it is kept; instants in UTC, `mendedAt` null while it is open. */
export type KeptFinding = Finding & {
  readonly id: string;
  readonly projection: string;
  readonly topic: string;
  readonly rowsWithdrawn: number;
  readonly requestedBy: string;
  readonly reason: string;
  readonly foundAt: string;
  readonly lastSeenAt: string;
  readonly timesSeen: number;
  readonly mendedAt: string | null;
};

/** Republished events apply by themselves where something lacks; only rows that would resist them are taken away. */
const resisting: readonly FindingKind[] = ['ahead', 'ghost', 'altered'];

/**
 * Keeps the findings and takes away the rows that would resist the events' being applied again, in the caller's transaction, whose actor is the operator.
 * Answers the ids of the findings and how many rows are gone. The caller has the subjects republished afterwards; a ghost ends here.
 */
export async function withdraw(
  sql: Sql,
  projection: Projection,
  findings: readonly Finding[],
  request: Asked,
): Promise<{ readonly findingIds: readonly string[]; readonly rows: number }> {
  const subjects = findings.filter(({ finding }) => resisting.includes(finding)).map(({ subject }) => subject);
  const withdrawn = await withdrawRows(sql, projection, subjects);
  const rows = [...withdrawn.values()].reduce((sum, count) => sum + count, 0);
  const kept = await sql(
    `INSERT INTO reconciliation_finding AS known
       (projection, topic, subject, finding, expected_version, found_version, rows_withdrawn, requested_by, reason)
     SELECT $1, $2, found.*, $4, $5
     FROM jsonb_to_recordset($3::jsonb) AS found(subject uuid, finding text, expected_version integer, found_version integer, rows_withdrawn integer)
     ON CONFLICT (projection, subject) WHERE mended_at IS NULL DO UPDATE SET
       finding = excluded.finding, expected_version = excluded.expected_version, found_version = excluded.found_version,
       rows_withdrawn = known.rows_withdrawn + excluded.rows_withdrawn, requested_by = excluded.requested_by, reason = excluded.reason,
       last_seen_at = clock_timestamp(), times_seen = known.times_seen + 1
     RETURNING id`,
    [
      projection.name,
      projection.topic,
      JSON.stringify(
        findings.map(({ subject, finding, expectedVersion, foundVersion }) => ({
          subject,
          finding,
          expected_version: expectedVersion,
          found_version: foundVersion,
          rows_withdrawn: withdrawn.get(subject) ?? 0,
        })),
      ),
      request.requestedBy,
      request.reason,
    ],
  );
  await recordAction(sql, { ...request, action: 'withdrawal', subject: projection.name, details: { findings, rows } });
  return { findingIds: kept.map((row) => String(row['id'])), rows };
}

/** Counts by subject the rows of the subjects that were taken out of every table of the projection. */
async function withdrawRows(sql: Sql, { tables = [] }: Projection, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  if (subjects.length === 0) return counts;
  await actAs(sql, 'projector');
  for (const { name, subjectColumn } of tables) {
    const gone = await sql(`DELETE FROM ${name} WHERE ${subjectColumn} = ANY($1::uuid[]) RETURNING ${subjectColumn}::text AS subject`, [
      subjects,
    ]);
    for (const row of gone) counts.set(String(row['subject']), (counts.get(String(row['subject'])) ?? 0) + 1);
  }
  await actAs(sql, 'operator');
  return counts;
}

const actAs = (sql: Sql, actor: 'operator' | 'projector'): Promise<unknown> => sql("SELECT set_config('app.actor', $1, true)", [actor]);

const columns = `id, projection, topic, subject, finding, expected_version AS "expectedVersion", found_version AS "foundVersion",
  rows_withdrawn AS "rowsWithdrawn", requested_by AS "requestedBy", reason, found_at AS "foundAt", last_seen_at AS "lastSeenAt",
  times_seen AS "timesSeen", mended_at AS "mendedAt"`;

/** The newest findings, at most `limit`; only those not mended yet if `open`. */
export async function findings(sql: Sql, { limit, open }: { readonly limit: number; readonly open: boolean }): Promise<KeptFinding[]> {
  const rows = await sql(
    `SELECT ${columns} FROM reconciliation_finding WHERE mended_at IS NULL OR NOT $2 ORDER BY found_at DESC, id LIMIT $1`,
    [limit, open],
  );
  return rows.map(keptFinding);
}

/** Notes that the subject is as the log says again; undefined when there is no such finding, and a second time nothing changes. */
export async function mend(sql: Sql, id: string, request: Asked): Promise<KeptFinding | undefined> {
  const changed = await sql(
    'UPDATE reconciliation_finding SET mended_at = clock_timestamp() WHERE id = $1 AND mended_at IS NULL RETURNING projection, subject',
    [id],
  );
  for (const { projection, subject } of changed) {
    await recordAction(sql, { ...request, action: 'mended', subject: String(projection), details: { finding: id, subject } });
  }
  const [row] = await sql(`SELECT ${columns} FROM reconciliation_finding WHERE id = $1`, [id]);
  return row && keptFinding(row);
}

function keptFinding(row: Readonly<Record<string, unknown>>): KeptFinding {
  const instant = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);
  return {
    ...row,
    foundAt: instant(row['foundAt']),
    lastSeenAt: instant(row['lastSeenAt']),
    mendedAt: instant(row['mendedAt']),
  } as KeptFinding;
}
