import type { Day } from '@jinqiao/identifiers/day';
import type { Comparison, Condition } from '../src/condition.js';
import { factDictionary } from '../src/fact-dictionary.js';
import type { Facts } from '../src/facts.js';
import type { Rule, Scheme } from '../src/rule.js';

/** The five steps of the decision in two-valued logic, written a second time from the text alone; every fact has to be known or null. */
export function naiveDecision(scheme: Scheme, facts: Facts, day: Day, side: 'buy' | 'sell'): { decision: string; refused: string[] } {
  if (scheme.inForceFrom && day < scheme.inForceFrom) return { decision: 'NOT_IN_FORCE', refused: [] };
  if (!scheme.productTypes.includes(facts['product.productType'] as string))
    return { decision: 'INELIGIBLE', refused: ['product-type-not-carried'] };
  const refused: string[] = [];
  const listDecides = side === 'buy' && scheme.decidedByList === 'product.schemeListing';
  const full = facts['product.schemeListing'] === 'full';
  if (listDecides && !full) refused.push('list-standing');
  const voices: Rule[] =
    scheme.coverage === 'none'
      ? []
      : scheme.rules.filter(
          (rule) =>
            rule.confidence &&
            !rule.explainsOnly &&
            [side, 'both'].includes(rule.side) &&
            rule.from <= day &&
            day <= (rule.to ?? '9999-12-31'),
        );
  const applying = voices.filter((rule) => !rule.when || holds(rule.when, facts));
  for (const rule of applying) if (!holds(rule.requires, facts)) refused.push(rule.id);
  if (refused.length > 0) return { decision: 'INELIGIBLE', refused };
  const said = scheme.kind === 'channel' ? applying.length > 0 || (listDecides && full && scheme.coverage !== 'none') : voices.length > 0;
  return { decision: said && scheme.inForceFrom !== null ? 'ELIGIBLE' : 'UNDETERMINED', refused };
}

function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  if ('fact' in condition) return compares(condition, facts);
  throw new Error('a naive reader has no third value');
}

function compares({ fact, op, value, otherFact }: Comparison, facts: Facts): boolean {
  const seen = facts[fact] as never;
  const limit = (otherFact ? facts[otherFact] : value) as never;
  if (op === 'exists') return seen !== null;
  if (seen === null || limit === null) return op === 'ne';
  const number = factDictionary.get(fact)?.type === 'decimal';
  const same = (a: unknown, b: unknown): boolean => (number ? Number(a) === Number(b) : a === b);
  const less = (a: string, b: string): boolean => (number ? Number(a) < Number(b) : a < b);
  switch (op) {
    case 'eq':
      return same(seen, limit);
    case 'ne':
      return !same(seen, limit);
    case 'in':
      return (limit as string[]).some((each) => same(each, seen));
    case 'gt':
      return less(limit, seen);
    case 'gte':
      return !less(seen, limit);
    case 'lt':
      return less(seen, limit);
    case 'lte':
      return !less(limit, seen);
    case 'between':
      return !less(seen, limit[0]) && !less(limit[1], seen);
    case 'includes':
      return (seen as string[]).includes(limit);
    case 'includesAny':
      return (seen as string[]).filter((code) => (limit as string[]).includes(code)).length > 0;
  }
}
