import type { Sql } from '@jinqiao/event-log/sql';
import type { Change } from '@jinqiao/event-log/append';
import { Problem } from '@jinqiao/problem-details/problem';
import type { Application, Institution } from './institution.js';

const columns = `institution_id AS "institutionId", lifecycle, version, legal_names AS "legalNames", lei, uscc, jurisdiction,
  institution_kind AS "institutionKind", licences, scheme_roles AS "schemeRoles", applied_by AS "appliedBy", applied_at AS "appliedAt",
  approved_by AS "approvedBy", approved_at AS "approvedAt"`;

/** Enters an application; false when the institution has applied before. An identifier that another institution holds is a problem of its own. */
export async function insertApplication(
  sql: Sql,
  institutionId: string,
  application: Application,
  by: { subject: string; at: string },
): Promise<boolean> {
  const { legalNames, lei, uscc, jurisdiction, institutionKind, licences, schemeRoles } = application;
  try {
    const rows = await sql(
      `INSERT INTO institution (institution_id, legal_names, lei, uscc, jurisdiction, institution_kind, licences, scheme_roles, applied_by, applied_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (institution_id) DO NOTHING RETURNING institution_id`,
      [
        institutionId,
        JSON.stringify(legalNames),
        lei ?? null,
        uscc ?? null,
        jurisdiction,
        institutionKind,
        JSON.stringify(licences),
        JSON.stringify(schemeRoles),
        by.subject,
        by.at,
      ],
    );
    return rows.length === 1;
  } catch (error) {
    throw identifierTaken(error, application) ?? error;
  }
}

export async function loadInstitution(sql: Sql, institutionId: string, lock: 'FOR UPDATE' | '' = ''): Promise<Institution | undefined> {
  const [row] = await sql(`SELECT ${columns} FROM institution WHERE institution_id = $1 ${lock}`, [institutionId]);
  return row && institutionOf(row);
}

/** Institutions by id, after the one named. */
export async function listInstitutions(
  sql: Sql,
  wanted: { lifecycle: string | undefined; after: string | undefined; limit: number },
): Promise<readonly Institution[]> {
  const rows = await sql(
    `SELECT ${columns} FROM institution
     WHERE ($1::text IS NULL OR lifecycle = $1) AND ($2::uuid IS NULL OR institution_id > $2) ORDER BY institution_id LIMIT $3`,
    [wanted.lifecycle ?? null, wanted.after ?? null, wanted.limit],
  );
  return rows.map(institutionOf);
}

/** The guarded change that goes with the approval's event. */
export const approvalOf = ({ institutionId, version }: Institution, by: { subject: string; at: string }): Change => ({
  statement: `UPDATE institution SET lifecycle = 'approved', version = version + 1, approved_by = $3, approved_at = $4
    WHERE institution_id = $1 AND version = $2 AND lifecycle = 'applied' RETURNING institution_id`,
  parameters: [institutionId, version, by.subject, by.at],
});

function institutionOf(row: Record<string, unknown>): Institution {
  const { institutionId, lifecycle, version, appliedBy, appliedAt, approvedBy, approvedAt, ...rest } = row;
  const application = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)) as Application;
  const instant = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);
  return {
    institutionId,
    lifecycle,
    version,
    application,
    appliedBy,
    appliedAt: instant(appliedAt),
    approvedBy,
    approvedAt: instant(approvedAt),
  } as Institution;
}

function identifierTaken(error: unknown, { lei, uscc }: Application): Problem | undefined {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (code !== '23505' || (constraint !== 'institution_lei_key' && constraint !== 'institution_uscc_key')) return undefined;
  const [name, pointer, value] = constraint === 'institution_lei_key' ? ['LEI', '/lei', lei] : ['USCC', '/uscc', uscc];
  return new Problem(
    'institution-identifier-taken',
    `The ${name} ${value} belongs to another institution here. Check it; if it is yours, ask an operator to look at both applications.`,
    { errors: [{ pointer, detail: `An ${name} that no other institution has entered.`, rejectedValue: value }] },
  );
}
