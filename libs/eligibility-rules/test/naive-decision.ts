import type { Day } from '@jinqiao/identifiers/day';
import type { Comparison, Condition } from '../src/condition.js';
import { factDictionary } from '../src/fact-dictionary.js';
import type { Facts } from '../src/facts.js';
import type { Rule, Scheme } from '../src/rule.js';

/** The five steps of the decision in two-valued logic, written a second time from the text alone; every fact has to be known or null. */
export function naiveDecision(scheme: Scheme, facts: Facts, day: Day, side: 'buy' | 'sell'): { decision: string; refused: string[] } {
  if (day < (scheme.inForceFrom ?? '')) return { decision: 'NOT_IN_FORCE', refused: [] };
  if (!scheme.productTypes.includes(facts['product.productType'] as string))
    return { decision: 'INELIGIBLE', refused: ['product-type-not-carried'] };
  const listDecides = side === 'buy' && scheme.decidedByList === 'product.schemeListing';
  const full = facts['product.schemeListing'] === 'full';
  const voices = scheme.rules.filter((rule) => scheme.coverage !== 'none' && speaks(rule, day, side));
  const applying = voices.filter(({ when }) => holds(when ?? { all: [] }, facts));
  const refused = [
    ...(listDecides && !full ? ['list-standing'] : []),
    ...applying.filter((rule) => !holds(rule.requires, facts)).map(({ id }) => id),
  ];
  if (refused.length > 0) return { decision: 'INELIGIBLE', refused };
  const heard = scheme.kind === 'channel' ? applying.length > 0 || (listDecides && scheme.coverage !== 'none') : voices.length > 0;
  return { decision: outcome(heard, scheme), refused };
}

const outcome = (heard: boolean, { inForceFrom }: Scheme): string => (heard && inForceFrom !== null ? 'ELIGIBLE' : 'UNDETERMINED');

const speaks = (rule: Rule, day: Day, side: string): boolean =>
  Boolean(rule.confidence) &&
  !rule.explainsOnly &&
  [side, 'both'].includes(rule.side) &&
  rule.from <= day &&
  day <= (rule.to ?? '9999-12-31');

function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  if ('fact' in condition) return compares(condition, facts);
  throw new Error('a naive reader has no third value');
}

function compares({ fact, op, value, otherFact }: Comparison, facts: Facts): boolean {
  const seen = facts[fact];
  const limit = otherFact ? facts[otherFact] : value;
  if (op === 'exists') return seen !== null;
  if (seen === null || limit === null) return op === 'ne';
  const comparable = (each: unknown): unknown => (factDictionary.get(fact)?.type === 'decimal' ? Number(each) : each);
  const list = (Array.isArray(limit) ? limit : [limit]).map(comparable) as number[];
  const one = comparable(seen) as number;
  return READINGS[op](one, list, seen as unknown as string[]);
}

const READINGS: Readonly<Record<Exclude<Comparison['op'], 'exists'>, (one: number, list: number[], set: string[]) => boolean>> = {
  eq: (one, [limit]) => one === limit,
  ne: (one, [limit]) => one !== limit,
  in: (one, list) => list.includes(one),
  gt: (one, [limit = NaN]) => one > limit,
  gte: (one, [limit = NaN]) => one >= limit,
  lt: (one, [limit = NaN]) => one < limit,
  lte: (one, [limit = NaN]) => one <= limit,
  between: (one, [lowest = NaN, highest = NaN]) => lowest <= one && one <= highest,
  includes: (_, list, set) => list.some((code) => set.includes(String(code))),
  includesAny: (_, list, set) => list.some((code) => set.includes(String(code))),
};
