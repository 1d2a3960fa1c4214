import type { Sql } from '@jinqiao/event-log/sql';
import { Problem } from '@jinqiao/problem-details/problem';
import { v7 as uuid } from 'uuid';
import type { RuleDraft } from './rule-draft.js';

/** A draft with the people behind it; `publishedBy` is null until a second supervisor publishes it. */
export type StoredDraft = RuleDraft & {
  readonly draftId: string;
  readonly kind: 'rule' | 'closure';
  readonly scheme: string;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly publishedBy: string | null;
  readonly publishedAt: string | null;
};

const instant = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;
const columns = `draft_id::text, scheme, rule, cases, closure, drafted_by, ${instant('drafted_at')}, published_by, ${instant('published_at')}`;

export async function keepDraft(
  sql: Sql,
  scheme: string,
  { rule, cases, closure }: RuleDraft,
  by: { subject: string; at: string },
): Promise<StoredDraft> {
  const [row] = await sql(
    `INSERT INTO rule_draft (draft_id, scheme, rule, cases, closure, drafted_by, drafted_at)
     VALUES ($1, $2, $3::jsonb, $4::jsonb, $5::jsonb, $6, $7) RETURNING ${columns}`,
    [
      uuid(),
      scheme,
      JSON.stringify(rule),
      JSON.stringify(cases),
      closure === undefined ? null : JSON.stringify(closure),
      by.subject,
      by.at,
    ],
  );
  return draftIn(row ?? {});
}

/** The draft of the scheme; with `lock` nobody else publishes it meanwhile. */
export async function draftNamed(sql: Sql, scheme: string, draftId: string, lock = false): Promise<StoredDraft> {
  const [row] = await sql(`SELECT ${columns} FROM rule_draft WHERE scheme = $1 AND draft_id = $2 ${lock ? 'FOR UPDATE' : ''}`, [
    scheme,
    draftId,
  ]);
  if (row === undefined)
    throw new Problem(
      'not-found',
      `The scheme ${scheme} has no draft ${draftId}. GET /v1/schemes/${scheme}/rule-drafts lists those that it has.`,
    );
  return draftIn(row);
}

/** The latest drafts of a scheme, published ones too, newest first. */
export async function draftsOf(sql: Sql, scheme: string): Promise<StoredDraft[]> {
  const rows = await sql(
    `SELECT ${columns} FROM rule_draft WHERE scheme = $1 ORDER BY rule_draft.drafted_at DESC, draft_id DESC LIMIT 200`,
    [scheme],
  );
  return rows.map(draftIn);
}

export async function markPublished(sql: Sql, draftId: string, by: { subject: string; at: string }): Promise<void> {
  await sql('UPDATE rule_draft SET published_by = $2, published_at = $3 WHERE draft_id = $1', [draftId, by.subject, by.at]);
}

function draftIn(row: Readonly<Record<string, unknown>>): StoredDraft {
  return {
    draftId: row['draft_id'],
    kind: row['closure'] === null ? 'rule' : 'closure',
    scheme: row['scheme'],
    rule: row['rule'],
    cases: row['cases'],
    ...(row['closure'] === null ? {} : { closure: row['closure'] }),
    draftedBy: row['drafted_by'],
    draftedAt: row['drafted_at'],
    publishedBy: row['published_by'],
    publishedAt: row['published_at'],
  } as StoredDraft;
}
