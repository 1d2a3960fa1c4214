import { compareDecimals } from '@jinqiao/identifiers/decimal';
import type { Comparison, Condition } from './condition.js';
import { factDictionary } from './fact-dictionary.js';
import type { FactSpecification } from './fact-specification.js';
import type { Facts, FactValue } from './facts.js';

/** Kleene's three values: what is not known stays unknown, and filling a fact in never turns true into false. */
export type Truth = 'true' | 'false' | 'unknown';

const truth = (holds: boolean): Truth => (holds ? 'true' : 'false');

const OPPOSITE: Readonly<Record<Truth, Truth>> = { true: 'false', false: 'true', unknown: 'unknown' };

/** Evaluates a parsed condition. A missing fact is unknown, a fact that does not apply (`null`) compares as false; a fact of another type than the dictionary's is a programming error and throws. */
export function evaluate(condition: Condition, facts: Facts): Truth {
  if ('all' in condition) return combined(condition.all, facts, 'false');
  if ('any' in condition) return combined(condition.any, facts, 'true');
  if ('not' in condition) return OPPOSITE[evaluate(condition.not, facts)];
  if ('fact' in condition) return compare(condition, facts);
  return 'unknown';
}

function combined(conditions: readonly Condition[], facts: Facts, decisive: 'true' | 'false'): Truth {
  let outcome: Truth = OPPOSITE[decisive];
  for (const condition of conditions) {
    const part = evaluate(condition, facts);
    if (part === decisive) return decisive;
    if (part === 'unknown') outcome = 'unknown';
  }
  return outcome;
}

function compare(comparison: Comparison, facts: Facts): Truth {
  const { fact, op, otherFact } = comparison;
  const specification = specificationOf(fact);
  const left = facts[fact];
  const right = otherFact === undefined ? comparison.value : facts[otherFact];
  if (op === 'exists') return left === undefined ? 'unknown' : truth(left !== null);
  if (left === null || right === null) return truth(op === 'ne');
  if (left === undefined || right === undefined) return 'unknown';
  const seen = checked(fact, specification, left);
  return truth(holds(op, specification, seen, otherFact === undefined ? right : checked(otherFact, specification, right as FactValue)));
}

function holds(op: Exclude<Comparison['op'], 'exists'>, specification: FactSpecification, seen: FactValue, limit: unknown): boolean {
  const order = (value: unknown): number => orderOf(specification, seen, value);
  switch (op) {
    case 'eq':
      return order(limit) === 0;
    case 'ne':
      return order(limit) !== 0;
    case 'gt':
      return order(limit) > 0;
    case 'gte':
      return order(limit) >= 0;
    case 'lt':
      return order(limit) < 0;
    case 'lte':
      return order(limit) <= 0;
    case 'in':
      return (limit as readonly unknown[]).some((value) => order(value) === 0);
    case 'between':
      return order((limit as readonly unknown[])[0]) >= 0 && order((limit as readonly unknown[])[1]) <= 0;
    case 'includes':
      return (seen as readonly string[]).includes(limit as string);
    case 'includesAny':
      return (limit as readonly string[]).some((code) => (seen as readonly string[]).includes(code));
  }
}

/** Negative, zero or positive, exactly; codes, days and times order as texts. */
function orderOf({ type }: FactSpecification, a: unknown, b: unknown): number {
  if (type === 'decimal') return compareDecimals(a as string, b as string);
  if (a === b) return 0;
  return (a as string | number | boolean) < (b as string | number | boolean) ? -1 : 1;
}

function specificationOf(fact: string): FactSpecification {
  const specification = factDictionary.get(fact);
  if (specification === undefined)
    throw new TypeError(`There is no fact ${fact}: a condition has to pass parseCondition before it is evaluated.`);
  return specification;
}

function checked(fact: string, { type }: FactSpecification, value: FactValue): FactValue {
  const expected = type === 'boolean' ? 'boolean' : type === 'integer' ? 'number' : type === 'set of code' ? 'object' : 'string';
  if (typeof value === expected) return value;
  throw new TypeError(
    `${fact} is a ${type}, not a ${typeof value}: facts have to pass parseFacts or come from a product type before they are evaluated.`,
  );
}
