import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import { ruleHolds } from '@jinqiao/eligibility-rules/clauses';
import type { Condition } from '@jinqiao/eligibility-rules/condition';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import { factsIn } from '@jinqiao/eligibility-rules/distinct-values';
import { evaluate } from '@jinqiao/eligibility-rules/evaluate';
import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { Facts, FactValue } from '@jinqiao/eligibility-rules/facts';
import { drawInvestor, drawProduct } from './draw.js';
import type { Source } from './draw.js';
import { pick } from '@jinqiao/deploy-generate/random';
import type { Random } from '@jinqiao/deploy-generate/random';
import { cedarDecimal, cedarLong, toCedar } from './to-cedar.js';

/** What Cedar and `evaluate` said of the same rules; a pair counts where every fact of its rule is known and Cedar has its values. */
export type CedarComparison = {
  readonly pairs: number;
  readonly holds: number;
  readonly rules: number;
  /** Rules that Cedar has no words for, by id. */
  readonly notSaid: readonly string[];
  readonly differences: readonly { readonly rule: string; readonly facts: Facts; readonly ours: string; readonly cedar: string }[];
};

type Said = { readonly source: Source; readonly id: string; readonly condition: Condition; readonly facts: readonly string[] };

/** Draws so many pairs of product and investor for each rule that Cedar can say, and asks both. */
export function compareWithCedar(sources: readonly Source[], pairsPerRule: number, random: Random): CedarComparison {
  const notSaid: string[] = [];
  const said: Said[] = [];
  for (const source of sources)
    for (const rule of source.scheme.rules) {
      const condition = ruleHolds(rule);
      if (preparse(rule.id, condition)) said.push({ source, id: rule.id, condition, facts: factsIn([condition]) });
      else notSaid.push(rule.id);
    }
  const differences: CedarComparison['differences'][number][] = [];
  let [pairs, holds] = [0, 0];
  for (const rule of said)
    for (let drawn = 0; drawn < pairsPerRule; drawn += 1) {
      const day = pick(random, rule.source.days);
      const facts = { ...factsOnDay(drawProduct(rule.source, day, random), day), ...drawInvestor(rule.source, day, random) };
      const context = contextOf(rule.facts, facts);
      if (context === undefined) continue;
      const [ours, cedar] = [evaluate(rule.condition, facts), answerOf(rule.id, context)];
      pairs += 1;
      holds += ours === 'true' ? 1 : 0;
      if (ours !== cedar) differences.push({ rule: rule.id, facts, ours, cedar });
    }
  return { pairs, holds, rules: said.length, notSaid, differences };
}

function preparse(id: string, condition: Condition): boolean {
  const expression = toCedar(condition);
  if (expression === undefined) return false;
  const parsed = preparsePolicySet(id, { staticPolicies: `permit(principal, action, resource) when { ${expression} };` });
  if (parsed.type === 'failure') throw new Error(`${id}: ${parsed.errors.map(({ message }) => message).join(' ')}`);
  return true;
}

function answerOf(id: string, context: Record<string, CedarValueJson>): string {
  const answer = statefulIsAuthorized({
    principal: { type: 'Investor', id: 'one' },
    action: { type: 'Action', id: 'order' },
    resource: { type: 'Product', id: 'one' },
    context,
    preparsedPolicySetId: id,
    entities: [],
  });
  if (answer.type === 'failure') return answer.errors.map(({ message }) => message).join(' ');
  const [error] = answer.response.diagnostics.errors;
  if (error !== undefined) return error.error.message;
  return answer.response.decision === 'allow' ? 'true' : 'false';
}

/** The facts as attributes; undefined where one is not known or has more digits than Cedar. */
function contextOf(names: readonly string[], facts: Facts): Record<string, CedarValueJson> | undefined {
  const context: Record<string, CedarValueJson> = {};
  for (const name of names) {
    const value = facts[name];
    if (value === null) continue;
    const attribute = value === undefined ? undefined : attributeOf(name, value);
    if (attribute === undefined) return undefined;
    context[name] = attribute;
  }
  return context;
}

function attributeOf(fact: string, value: FactValue): CedarValueJson | undefined {
  const type = factDictionary.get(fact)?.type;
  if (type === 'day' || type === 'local time') return cedarLong(value as string);
  if (type !== 'decimal') return value as CedarValueJson;
  const arg = cedarDecimal(value as string);
  return arg === undefined ? undefined : { __extn: { fn: 'decimal', arg } };
}
