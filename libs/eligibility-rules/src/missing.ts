import type { Texts } from '@jinqiao/contracts/shapes';
import type { Condition } from './condition.js';
import { evaluate } from './evaluate.js';
import type { Facts } from './facts.js';

/** What keeps an unknown condition from being decided: facts by name, and texts that a person has to judge. */
export type Missing = { readonly facts: readonly string[]; readonly reviews: readonly Texts[] };

const NOTHING: Missing = { facts: [], reviews: [] };

/** What is missing in a condition; nothing in one that is already true or false, whatever it leaves unread. */
export function missingIn(condition: Condition, facts: Facts): Missing {
  if (evaluate(condition, facts) !== 'unknown') return NOTHING;
  if ('all' in condition) return together(condition.all.map((part) => missingIn(part, facts)));
  if ('any' in condition) return together(condition.any.map((part) => missingIn(part, facts)));
  if ('not' in condition) return missingIn(condition.not, facts);
  if ('unknown' in condition) return { facts: [condition.unknown], reviews: [] };
  if ('needsReview' in condition) return { facts: [], reviews: [condition.needsReview] };
  const named = condition.otherFact === undefined ? [condition.fact] : [condition.fact, condition.otherFact];
  return { facts: named.filter((fact) => facts[fact] === undefined), reviews: [] };
}

/** Everything that is missing in several conditions, each fact once. */
export function together(parts: readonly Missing[]): Missing {
  return { facts: [...new Set(parts.flatMap((part) => part.facts))], reviews: parts.flatMap((part) => part.reviews) };
}
