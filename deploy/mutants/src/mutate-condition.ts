import type { Comparison, Condition, Literal, Operator } from '@jinqiao/eligibility-rules/condition';
import { FALSE, TRUE } from '@jinqiao/eligibility-rules/condition';
import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import { addDays } from '@jinqiao/identifiers/day';

/** A condition that differs from the law in one place, and where. */
export type ConditionMutant = { readonly where: string; readonly condition: Condition };

const otherOperators: Partial<Record<Operator, readonly Operator[]>> = {
  gt: ['gte', 'lt', 'lte', 'eq'],
  gte: ['gt', 'lt', 'lte', 'eq'],
  lt: ['lte', 'gt', 'gte', 'eq'],
  lte: ['lt', 'gt', 'gte', 'eq'],
  eq: ['ne'],
  ne: ['eq'],
};

/** Every condition that differs from this one by one operator, one boundary by its smallest step, one code, one negation or one connective. */
export function mutateCondition(condition: Condition): readonly ConditionMutant[] {
  if ('all' in condition) return mutateParts(condition.all, 'all');
  if ('any' in condition) return mutateParts(condition.any, 'any');
  if ('not' in condition)
    return [
      { where: 'without its not', condition: condition.not },
      ...mutateCondition(condition.not).map((mutant) => ({ where: `not/${mutant.where}`, condition: { not: mutant.condition } })),
    ];
  return 'fact' in condition ? mutateComparison(condition) : [];
}

function mutateParts(parts: readonly Condition[], connective: 'all' | 'any'): readonly ConditionMutant[] {
  const joined = (by: 'all' | 'any', joinedParts: readonly Condition[]): Condition =>
    by === 'all' ? { all: joinedParts } : { any: joinedParts };
  const other = connective === 'all' ? 'any' : 'all';
  const swapped = parts.length > 1 ? [{ where: `${connective} for ${other}`, condition: joined(other, parts) }] : [];
  const inside = parts.flatMap((part, place) =>
    mutateCondition(part).map((mutant) => ({
      where: `${connective}/${place}/${mutant.where}`,
      condition: joined(connective, parts.with(place, mutant.condition)),
    })),
  );
  return [...swapped, ...inside];
}

function mutateComparison(comparison: Comparison): readonly ConditionMutant[] {
  const named = (what: string, condition: Condition): ConditionMutant => ({
    where: `${comparison.fact} ${comparison.op}: ${what}`,
    condition,
  });
  return [
    named('always true', TRUE),
    named('always false', FALSE),
    named('negated', { not: comparison }),
    ...(otherOperators[comparison.op] ?? []).map((op) => named(`operator ${op}`, { ...comparison, op })),
    ...otherLiterals(comparison).map((value) => named(`value ${JSON.stringify(value)}`, { ...comparison, value })),
  ];
}

function otherLiterals({ fact, op, value }: Comparison): readonly Literal[] {
  if (value === undefined || typeof value === 'boolean') return [];
  if (op === 'between') return otherBounds(value as readonly string[]);
  if (typeof value !== 'object') return ['gt', 'gte', 'lt', 'lte'].includes(op) ? nextTo(fact, value) : otherCodes(fact, value);
  const without = value.map((_, place) => value.toSpliced(place, 1)).filter(({ length }) => length > 0);
  return [...without, ...otherCodes(fact, ...value).map((code) => [...value, code])];
}

const otherCodes = (fact: string, ...known: readonly (string | number)[]): readonly string[] =>
  (factDictionary.get(fact)?.values ?? []).filter((code) => !known.includes(code));

/** The limit moved by the smallest step that its fact can make, up and down. */
function nextTo(fact: string, limit: string | number): readonly Literal[] {
  const { type, scale = 0 } = factDictionary.get(fact) ?? {};
  if (type === 'integer') return [Number(limit) + 1, Number(limit) - 1];
  if (type === 'day') return [addDays(String(limit), 1), addDays(String(limit), -1)];
  return type === 'decimal' ? [1n, -1n].map((step) => decimalBeside(String(limit), scale, step)) : [];
}

function decimalBeside(limit: string, scale: number, step: bigint): string {
  const unit = 10n ** BigInt(scale);
  const [whole = '0', fraction = ''] = limit.split('.');
  const steps = BigInt(whole) * unit + BigInt(fraction.padEnd(scale, '0')) + step;
  return `${steps / unit}.${String(steps % unit).padStart(scale, '0')}`;
}

function otherBounds([lowest = '', highest = '']: readonly string[]): readonly Literal[] {
  const minuteBeside = (time: string, step: number): string => {
    const [hours = '0', minutes = '0'] = time.split(':');
    const total = Number(hours) * 60 + Number(minutes) + step;
    return [Math.floor(total / 60), total % 60].map((part) => String(part).padStart(2, '0')).join(':');
  };
  return [-1, 1].flatMap((step) => [
    [minuteBeside(lowest, step), highest],
    [lowest, minuteBeside(highest, step)],
  ]);
}
