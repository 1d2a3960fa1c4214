import type { Comparison, Condition, Literal } from './condition.js';
import { ruleHolds } from './clauses.js';
import { evaluate } from './evaluate.js';
import type { Truth } from './evaluate.js';
import type { Facts, FactValue } from './facts.js';
import type { Rule } from './rule.js';

/** A limit as a person reads it: the comparison, and whether it stands under an odd number of `not`. */
export type Limit = { readonly op: Comparison['op']; readonly value?: Literal; readonly otherFact?: string; readonly negated?: true };

/** A fact that a reason looked at: its value, null where it is unknown or does not apply, and the limit that it met. */
export type FactSeen = {
  readonly fact: string;
  readonly value: FactValue | null;
  readonly seen: 'known' | 'unknown' | 'not-applicable';
  readonly limit?: Limit;
};

/** The facts that made a rule refuse (or leave open, or pass) for these facts, each with the value seen and the limit; what had no part in it is left out. */
export function explainReason(rule: Rule, facts: Facts): readonly FactSeen[] {
  return explainCondition(ruleHolds(rule), facts);
}

/** As `explainReason`, for a condition of its own. */
export function explainCondition(condition: Condition, facts: Facts): readonly FactSeen[] {
  const seen = contributions(condition, { facts, truth: evaluate(condition, facts), negated: false });
  const distinct = new Map(seen.map((fact) => [JSON.stringify(fact), fact]));
  return [...distinct.values()];
}

type Inquiry = { readonly facts: Facts; readonly truth: Truth; readonly negated: boolean };

/** In Kleene logic the parts with the truth of the whole are those that decided it. */
function contributions(condition: Condition, inquiry: Inquiry): readonly FactSeen[] {
  if (evaluate(condition, inquiry.facts) !== inquiry.truth) return [];
  if ('all' in condition) return condition.all.flatMap((part) => contributions(part, inquiry));
  if ('any' in condition) return condition.any.flatMap((part) => contributions(part, inquiry));
  if ('not' in condition)
    return contributions(condition.not, { ...inquiry, negated: !inquiry.negated, truth: evaluate(condition.not, inquiry.facts) });
  if ('unknown' in condition) return [{ fact: condition.unknown, value: null, seen: 'unknown' }];
  if ('needsReview' in condition) return [];
  return factsOf(condition, inquiry);
}

function factsOf({ fact, op, value, otherFact }: Comparison, { facts, negated }: Inquiry): readonly FactSeen[] {
  const limit: Limit = {
    op,
    ...(value === undefined ? {} : { value }),
    ...(otherFact === undefined ? {} : { otherFact }),
    ...(negated ? { negated: true as const } : {}),
  };
  const left: FactSeen = { ...seenIn(facts, fact), limit };
  return otherFact === undefined ? [left] : [left, seenIn(facts, otherFact)];
}

function seenIn(facts: Facts, fact: string): FactSeen {
  const value = facts[fact];
  if (value === undefined) return { fact, value: null, seen: 'unknown' };
  return { fact, value, seen: value === null ? 'not-applicable' : 'known' };
}
