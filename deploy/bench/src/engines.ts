import { createRequire } from 'node:module';
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import { ruleHolds } from '@jinqiao/eligibility-rules/clauses';
import { evaluate } from '@jinqiao/eligibility-rules/evaluate';
import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Rule } from '@jinqiao/eligibility-rules/rule';
import { Engine } from 'json-rules-engine';
import { toCedar, toJsonLogic, toJsonRules } from './translate-condition.js';

/** What an engine says of one investor, by rule: whether it holds; ours can also say that this is unknown. */
export type Answers = readonly unknown[] | Promise<readonly unknown[]>;

/** An engine that says which of the rules hold. `ready` brings an investor's facts into the engine's own shape, which is not timed; what it gives asks. */
export type RuleEngine = { readonly name: string; readonly ready: (facts: Facts) => () => Answers };

/** Only an investor's facts are read by the compared rules. */
const ofInvestor = (facts: Facts): [string, Facts[string]][] => Object.entries(facts).filter(([fact]) => fact.startsWith('investor.'));

/** The project's own three-valued evaluation. */
export function ours(rules: readonly Rule[]): RuleEngine {
  const conditions = rules.map(ruleHolds);
  const known = { true: true, false: false, unknown: 'unknown' } as const;
  return { name: 'ours: evaluate', ready: (facts) => () => conditions.map((condition) => known[evaluate(condition, facts)]) };
}

/** One JsonLogic expression a rule. */
export function jsonLogic(rules: readonly Rule[]): RuleEngine {
  const { apply } = createRequire(import.meta.url)('json-logic-js') as { apply: (logic: unknown, facts: unknown) => unknown };
  const expressions = rules.map((rule) => toJsonLogic(ruleHolds(rule)));
  return {
    name: 'json-logic-js',
    ready: (facts) => {
      const investor = Object.fromEntries(ofInvestor(facts).map(([fact, value]) => [fact.slice('investor.'.length), value]));
      return () => expressions.map((expression) => apply(expression, { investor }));
    },
  };
}

/** One engine with all rules, which it runs together. */
export function jsonRulesEngine(rules: readonly Rule[]): RuleEngine {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const rule of rules)
    engine.addRule({ name: rule.id, conditions: { all: [toJsonRules(ruleHolds(rule))] }, event: { type: rule.id } });
  return {
    name: 'json-rules-engine',
    ready: (facts) => {
      const own = Object.fromEntries(ofInvestor(facts));
      return async () => {
        const { events } = await engine.run(own);
        return rules.map(({ id }) => events.some(({ type }) => type === id));
      };
    },
  };
}

/** One permit a rule, parsed once; those that hold come back as the reasons of one authorization. */
export function cedar(rules: readonly Rule[]): RuleEngine {
  const policies = rules.map((rule) => [rule.id, `permit(principal, action, resource) when { ${toCedar(ruleHolds(rule))} };`]);
  const parsed = preparsePolicySet('compared', { staticPolicies: Object.fromEntries(policies) as Record<string, string> });
  if (parsed.type === 'failure') throw new Error(parsed.errors.map(({ message }) => message).join(' '));
  return {
    name: 'cedar-wasm',
    ready: (facts) => {
      const call = {
        principal: { type: 'Investor', id: 'one' },
        action: { type: 'Action', id: 'buy' },
        resource: { type: 'Product', id: 'one' },
        context: Object.fromEntries(ofInvestor(facts).map(([fact, value]) => [fact, cedarValue(fact, value)])),
        preparsedPolicySetId: 'compared',
        entities: [],
      };
      return () => {
        const answer = statefulIsAuthorized(call);
        if (answer.type === 'failure') return rules.map(() => 'error');
        const { reason, errors } = answer.response.diagnostics;
        const failed = new Set(errors.map(({ policyId }) => policyId));
        return rules.map(({ id }) => (failed.has(id) ? 'error' : reason.includes(id)));
      };
    },
  };
}

function cedarValue(fact: string, value: unknown): CedarValueJson {
  const isDecimal = factDictionary.get(fact)?.type === 'decimal';
  return isDecimal ? { __extn: { fn: 'decimal', arg: String(value) } } : (value as CedarValueJson);
}
