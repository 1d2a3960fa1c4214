import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import type { Sql } from '@jinqiao/event-log/sql';
import { changeFacts } from './facts.store.js';
import { releaseChanges } from './rule-release.js';
import type { KnownRule } from './rule-release.js';
import { changeRules, ruleHash } from './rule.store.js';
import type { RuleCause, RuleChange } from './rule.store.js';
import { noteReleasedVerifications } from './rule-verification.store.js';

/** Brings the rules of a release into the store, each exactly once however many replicas start at once; answers what was new. Throws `ReleasedRulesRefused`. */
export async function loadRelease(sql: Sql, schemes: readonly Scheme[], cause: RuleCause): Promise<readonly RuleChange[]> {
  await changeFacts(sql);
  const changes = releaseChanges(schemes, await knownRules(sql));
  await changeRules(sql, changes, cause);
  await noteReleasedVerifications(sql, schemes, new Date(cause.happenedAt));
  return changes;
}

async function knownRules(sql: Sql): Promise<Map<string, KnownRule>> {
  const rows = await sql(
    `SELECT rule_id, scheme, content, ARRAY(SELECT content_hash FROM rule_history past WHERE past.rule_id = rule.rule_id) AS hashes FROM rule`,
  );
  return new Map(
    rows.map((row): [string, KnownRule] => {
      const hashes = new Set(row['hashes'] as string[]);
      const everWas = (rule: Rule) => hashes.has(ruleHash(rule));
      return [row['rule_id'] as string, { scheme: row['scheme'] as string, rule: row['content'] as Rule, everWas }];
    }),
  );
}
