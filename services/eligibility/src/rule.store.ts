import { createHash } from 'node:crypto';
import { ruleSetPublished } from '@jinqiao/contracts/scheme-events';
import type { PublishedRule } from '@jinqiao/contracts/scheme-events';
import type { Rule } from '@jinqiao/eligibility-rules/rule';
import { appendAll } from '@jinqiao/event-log/append';
import type { NewEvent } from '@jinqiao/event-log/append';
import type { Sql } from '@jinqiao/event-log/sql';
import type { Day } from '@jinqiao/identifiers/day';
import { canonicalJson } from '@jinqiao/service-runtime/canonical-json';
import { v7 as uuid } from 'uuid';
import { lawContent } from './rule-content.js';
import { confirmedRule } from './rule-verification.js';

/** One rule that enters the store, or enters it again with its last day. */
export type RuleChange = {
  readonly scheme: string;
  readonly rule: Rule;
  readonly change: 'released' | 'published' | 'closed';
  readonly draftId?: string;
};

/** Who changed the law, and when. */
export type RuleCause = Pick<NewEvent, 'happenedAt' | 'correlationId' | 'traceparent' | 'authId' | 'authType'>;

/** Contents are equal when their hashes are, in whatever order their fields were written. */
export const hashOf = (content: unknown): string => createHash('sha256').update(canonicalJson(content)).digest('hex');

/** What a rule says, as a hash: the days on which people looked at its sources are no part of it. */
export const ruleHash = (rule: Rule): string => hashOf(lawContent(rule));

/** Rises with every change of the rules, and with every confirmation of one. */
export async function ruleStoreRevision(sql: Sql): Promise<bigint> {
  const [row] = await sql('SELECT revision::text AS revision FROM rule_store');
  return BigInt(row?.['revision'] as string);
}

/** The rules of every scheme, in the order in which they came, each citation with the day on which the rule was last confirmed. */
export async function readRules(sql: Sql): Promise<Map<string, Rule[]>> {
  const rows = await sql(
    `SELECT scheme, content, (SELECT max(verified_on)::text FROM rule_verification seen
       WHERE seen.rule_id = rule.rule_id AND outcome = 'confirmed') AS confirmed_on
     FROM rule ORDER BY scheme, place`,
  );
  const byScheme = new Map<string, Rule[]>();
  for (const row of rows) {
    const rules = byScheme.get(row['scheme'] as string) ?? [];
    const rule = confirmedRule(row['content'] as Rule, row['confirmed_on'] as Day | null);
    byScheme.set(row['scheme'] as string, [...rules, rule]);
  }
  return byScheme;
}

/** The ids of all rules of the house, also of schemes that this release does not know. */
export async function ruleIds(sql: Sql): Promise<Set<string>> {
  const rows = await sql('SELECT rule_id FROM rule');
  return new Set(rows.map((row) => row['rule_id'] as string));
}

/** Keeps the rules with their history and appends one event for each scheme that they change. The caller holds `changeFacts`. */
export async function changeRules(sql: Sql, changes: readonly RuleChange[], cause: RuleCause): Promise<void> {
  if (changes.length === 0) return;
  const ruleSets = await nextRuleSets(sql, [...new Set(changes.map(({ scheme }) => scheme))]);
  const rows = changes.map(({ scheme, rule, change, draftId }) => ({
    rule_id: rule.id,
    scheme,
    change,
    content: rule,
    content_hash: ruleHash(rule),
    draft_id: draftId,
  }));
  await sql(
    `WITH next AS (
       SELECT * FROM ROWS FROM (jsonb_to_recordset($1::jsonb)
         AS (rule_id text, scheme text, change text, content jsonb, content_hash text, draft_id uuid)) WITH ORDINALITY
         AS next(rule_id, scheme, change, content, content_hash, draft_id, position)),
     kept AS (
       INSERT INTO rule AS known (rule_id, scheme, version, content, content_hash)
       SELECT rule_id, scheme, 1, content, content_hash FROM next ORDER BY position
       ON CONFLICT (rule_id) DO UPDATE SET content = excluded.content, content_hash = excluded.content_hash, version = known.version + 1
       RETURNING rule_id, version)
     INSERT INTO rule_history (rule_id, version, change, content, content_hash, draft_id, recorded_at)
     SELECT rule_id, version, change, content, content_hash, draft_id, $2::timestamptz FROM kept JOIN next USING (rule_id)`,
    [JSON.stringify(rows), cause.happenedAt],
  );
  await sql('UPDATE rule_store SET revision = revision + 1');
  const rules = await readRules(sql);
  await appendAll(
    sql,
    ruleSets.map((ruleSet) => ruleSetEvent(ruleSet, rules.get(ruleSet.scheme) ?? [], cause)),
  );
}

type NextRuleSet = { readonly scheme: string; readonly ruleSetId: string; readonly version: number };

async function nextRuleSets(sql: Sql, schemes: readonly string[]): Promise<NextRuleSet[]> {
  const rows = await sql(
    `INSERT INTO rule_set AS known (scheme, rule_set_id, version)
     SELECT scheme, id, 1 FROM jsonb_to_recordset($1::jsonb) AS next(scheme text, id uuid) ORDER BY scheme
     ON CONFLICT (scheme) DO UPDATE SET version = known.version + 1
     RETURNING scheme, rule_set_id::text AS id, version`,
    [JSON.stringify(schemes.map((scheme) => ({ scheme, id: uuid() })))],
  );
  return rows.map((row) => ({ scheme: row['scheme'] as string, ruleSetId: row['id'] as string, version: row['version'] as number }));
}

function ruleSetEvent({ scheme, ruleSetId, version }: NextRuleSet, rules: readonly Rule[], cause: RuleCause): NewEvent {
  // The wire's shape is the same; only its type is not marked readonly.
  const data = { ruleSetId, version, scheme, rules: rules as PublishedRule[] };
  return { ...cause, contract: ruleSetPublished, id: uuid(), subject: ruleSetId, version, data };
}
