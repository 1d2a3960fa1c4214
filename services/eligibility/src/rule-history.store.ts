import type { Rule } from '@jinqiao/eligibility-rules/rule';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';
import { casesWith } from '@jinqiao/eligibility-schemes/scheme-cases';
import type { Sql } from '@jinqiao/event-log/sql';
import { Problem } from '@jinqiao/problem-details/problem';
import { differingFields } from './rule-content.js';
import type { Closure } from './rule-draft.js';

/** One version of a rule: how it came about, by whom, and in which fields it differs from the one before. */
export type RuleVersion = {
  readonly version: number;
  readonly change: 'released' | 'published' | 'closed';
  readonly recordedAt: string;
  readonly contentHash: string;
  readonly draftId: string | null;
  readonly draftedBy: string | null;
  readonly publishedBy: string | null;
  /** What ended the rule, where it was closed without a successor. */
  readonly closure: Pick<Closure, 'reason' | 'cites'> | null;
  readonly differsIn: readonly string[];
  readonly rule: Rule;
};

/** Every version of a rule, the first one first; a closing names the draft of the rule that follows. */
export async function ruleHistory(sql: Sql, scheme: string, ruleId: string): Promise<RuleVersion[]> {
  const rows = await sql(
    `SELECT past.version, past.change, past.content, past.content_hash, past.draft_id::text, draft.drafted_by, draft.published_by,
       draft.closure - 'contentHash' AS closure,
       to_char(past.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded_at
     FROM rule_history past JOIN rule USING (rule_id) LEFT JOIN rule_draft draft USING (draft_id)
     WHERE rule.scheme = $1 AND rule_id = $2 ORDER BY past.version`,
    [scheme, ruleId],
  );
  if (rows.length === 0)
    throw new Problem('not-found', `The scheme ${scheme} has no published rule ${ruleId}. GET /v1/schemes/${scheme} names its rules.`);
  return rows.map((row, place) => {
    const rule = row['content'] as Rule;
    const before = rows[place - 1]?.['content'] as Rule | undefined;
    return {
      version: row['version'] as number,
      change: row['change'] as RuleVersion['change'],
      recordedAt: row['recorded_at'] as string,
      contentHash: row['content_hash'] as string,
      draftId: row['draft_id'] as string | null,
      draftedBy: row['drafted_by'] as string | null,
      publishedBy: row['published_by'] as string | null,
      closure: row['closure'] as RuleVersion['closure'],
      differsIn: before === undefined ? [] : differingFields(before, rule),
      rule,
    };
  });
}

/** The cases by which the published drafts of a scheme proved themselves, in the order of publication; of one that was restated the latest. */
export async function publishedCases(sql: Sql, scheme: string): Promise<readonly SchemeCase[]> {
  const rows = await sql('SELECT cases FROM rule_draft WHERE scheme = $1 AND published_at IS NOT NULL ORDER BY published_at, draft_id', [
    scheme,
  ]);
  return rows.reduce<readonly SchemeCase[]>((held, row) => casesWith(held, row['cases'] as SchemeCase[]), []);
}
