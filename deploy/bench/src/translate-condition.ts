import type { Comparison, Condition } from '@jinqiao/eligibility-rules/condition';
import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { NestedCondition } from 'json-rules-engine';

/** Thrown where an engine has no way to say a condition. */
export class NotSayable extends Error {}

const notSayable = (condition: Condition): never => {
  throw new NotSayable(`No translation of ${JSON.stringify(condition)}.`);
};

const isDecimal = (fact: string): boolean => factDictionary.get(fact)?.type === 'decimal';
/** The other engines compare a decimal as a floating-point number. */
const asNumber = ({ fact, value }: Comparison): unknown => (isDecimal(fact) ? Number(value) : value);

/** The condition as JsonLogic writes it; facts are read from nested objects. */
export function toJsonLogic(condition: Condition): unknown {
  if ('all' in condition) return condition.all.length === 0 ? true : { and: condition.all.map(toJsonLogic) };
  if ('any' in condition) return condition.any.length === 0 ? false : { or: condition.any.map(toJsonLogic) };
  if ('not' in condition) return { '!': [toJsonLogic(condition.not)] };
  if (!('fact' in condition)) return notSayable(condition);
  const operator = { eq: '===', gte: '>=', in: 'in' }[condition.op as 'eq' | 'gte' | 'in'] as string | undefined;
  return operator === undefined ? notSayable(condition) : { [operator]: [{ var: condition.fact }, asNumber(condition)] };
}

/** The condition as json-rules-engine writes it. */
export function toJsonRules(condition: Condition): NestedCondition {
  if ('all' in condition) return { all: condition.all.map(toJsonRules) };
  if ('any' in condition) return { any: condition.any.map(toJsonRules) };
  if ('not' in condition) return { not: toJsonRules(condition.not) };
  if (!('fact' in condition)) return notSayable(condition);
  const operator = { eq: 'equal', gte: 'greaterThanInclusive', in: 'in' }[condition.op as 'eq' | 'gte' | 'in'] as string | undefined;
  return operator === undefined ? notSayable(condition) : { fact: condition.fact, operator, value: asNumber(condition) };
}

/** The condition as a Cedar expression over its context. */
export function toCedar(condition: Condition): string {
  if ('all' in condition) return condition.all.length === 0 ? 'true' : `(${condition.all.map(toCedar).join(' && ')})`;
  if ('any' in condition) return condition.any.length === 0 ? 'false' : `(${condition.any.map(toCedar).join(' || ')})`;
  if ('not' in condition) return `!(${toCedar(condition.not)})`;
  if (!('fact' in condition)) return notSayable(condition);
  const { fact, op, value } = condition;
  const read = `context[${JSON.stringify(fact)}]`;
  const literal = isDecimal(fact) ? `decimal(${JSON.stringify(`${String(value)}.0`)})` : JSON.stringify(value);
  if (op === 'gte') return isDecimal(fact) ? `${read}.greaterThanOrEqual(${literal})` : `${read} >= ${literal}`;
  if (op === 'eq') return `${read} == ${literal}`;
  return op === 'in' ? `${literal}.contains(${read})` : notSayable(condition);
}
