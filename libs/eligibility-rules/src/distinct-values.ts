import { countryCodes } from '@jinqiao/identifiers/country';
import { addDays } from '@jinqiao/identifiers/day';
import { comparisonsIn } from './condition.js';
import type { Comparison, Condition } from './condition.js';
import { factDictionary } from './fact-dictionary.js';
import type { FactSpecification, FactType } from './fact-specification.js';
import type { Facts, FactValue } from './facts.js';

/** For each fact, values of which one stands for every value that the fact can have; limits come first, so that of two that serve alike the first is the plainer. */
export type DistinctValues = {
  readonly values: ReadonlyMap<string, readonly FactValue[]>;
  /** False where a set of codes has too many combinations and only some are among the values. */
  readonly complete: boolean;
};

/** Subsets of more codes than this are not all tried. */
const MAX_CODES_COMBINED = 10;
/** Where no limit says what matters, any value serves. */
const ANY_VALUE = { integer: 0, decimal: '0', day: '2000-01-01', 'local time': '12:00' } as const;

/**
 * The values of the `asked` facts that these conditions can tell apart, the other facts being as they are: each limit with its two neighbours, each code that is named and
 * one that is not, each combination of the codes that are named. `everyCode` lists all codes of a closed list instead of one that stands for the rest.
 */
export function distinctValues(
  conditions: readonly Condition[],
  asked: readonly string[],
  facts: Facts,
  everyCode = false,
): DistinctValues {
  const comparisons = conditions.flatMap(comparisonsIn);
  const groupOf = groupsOf(comparisons);
  let complete = true;
  const values = asked.map((fact): readonly [string, readonly FactValue[]] => {
    const group = groupOf(fact);
    const limits = limitsOf(comparisons, group, facts);
    const specification = specificationOf(fact);
    const spread = Math.max(1, group.filter((name) => asked.includes(name)).length);
    if (specification.type !== 'set of code') return [fact, scalarsNear({ specification, limits, spread, everyCode })];
    const subsets = subsetsOf(comparisons, fact, { known: facts[fact], everyCode });
    complete &&= subsets.complete;
    return [fact, subsets.values];
  });
  return { values: new Map(values), complete };
}

/** Every fact that the conditions look at, each once. */
export function factsIn(conditions: readonly Condition[]): readonly string[] {
  const named = new Set<string>();
  for (const { fact, otherFact } of conditions.flatMap(comparisonsIn)) {
    named.add(fact);
    if (otherFact !== undefined) named.add(otherFact);
  }
  return [...named];
}

function specificationOf(fact: string): FactSpecification {
  const specification = factDictionary.get(fact);
  if (specification === undefined) throw new TypeError(`There is no fact ${fact}: conditions have to pass parseCondition first.`);
  return specification;
}

/** Facts that are compared with each other, directly or by a third, share their limits. */
function groupsOf(comparisons: readonly Comparison[]): (fact: string) => readonly string[] {
  const neighbours = new Map<string, Set<string>>();
  const link = (from: string, to: string): unknown => neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
  for (const { fact, otherFact } of comparisons)
    if (otherFact !== undefined) {
      link(fact, otherFact);
      link(otherFact, fact);
    }
  return (fact) => {
    const group = new Set([fact]);
    for (const member of group) for (const neighbour of neighbours.get(member) ?? []) group.add(neighbour);
    return [...group];
  };
}

function limitsOf(comparisons: readonly Comparison[], group: readonly string[], facts: Facts): readonly (string | number)[] {
  const literals = comparisons
    .filter(({ fact }) => group.includes(fact))
    .flatMap(({ value }) => (value === undefined ? [] : [value].flat()));
  const known = group.length === 1 ? [] : group.flatMap((fact) => (facts[fact] === undefined || facts[fact] === null ? [] : [facts[fact]]));
  return [...new Set([...literals, ...known])].filter((limit) => typeof limit === 'string' || typeof limit === 'number');
}

type Near = {
  readonly specification: FactSpecification;
  readonly limits: readonly (string | number)[];
  /** So many facts can move past the same limit, each by its own step. */
  readonly spread: number;
  readonly everyCode: boolean;
};

function scalarsNear({ specification, limits: found, spread, everyCode }: Near): readonly FactValue[] {
  const { type } = specification;
  const limits = found.length > 0 ? found : anyValueOf(type);
  const steps = Array.from({ length: spread }, (_, position) => [-position - 1, position + 1]).flat();
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'code':
    case 'set of code':
      return codesNear(specification, limits.map(String), everyCode && specification.standard === undefined ? Infinity : spread);
    case 'integer':
      return inOrder(
        limits.map(Number),
        (limit) => steps.map((step) => limit + step),
        (a, b) => a - b,
      );
    case 'decimal':
      return decimalsNear(limits.map(String), specification.scale ?? 0, steps);
    case 'day':
      return inOrder(limits.map(String), (limit) => steps.map((step) => addDays(limit, step)), byText);
    case 'local time':
      return inOrder(limits.map(String), (limit) => steps.map((step) => addMinutes(limit, step)), byText);
  }
}

const anyValueOf = (type: FactType): readonly (string | number)[] => (type in ANY_VALUE ? [ANY_VALUE[type as keyof typeof ANY_VALUE]] : []);

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** The limits themselves in order, then what lies beside them. */
function inOrder<T>(limits: readonly T[], beside: (limit: T) => readonly T[], order: (a: T, b: T) => number): readonly T[] {
  const first = [...new Set(limits)].sort(order);
  return [...new Set([...first, ...first.flatMap(beside).sort(order)])];
}

function decimalsNear(limits: readonly string[], scale: number, steps: readonly number[]): readonly string[] {
  const units = limits.map((limit) => wholeUnits(limit, scale));
  const order = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
  const first = [...new Set(units.filter(({ exact }) => exact).map(({ floor }) => floor))].sort(order);
  const beside = units.flatMap(({ floor, exact }) => [
    floor,
    ...steps.map((step) => floor + BigInt(step)),
    ...(exact ? [] : [floor + BigInt(steps.length / 2 + 1)]),
  ]);
  return [...new Set([...first, ...beside.sort(order)])].map((unit) => decimalOf(unit, scale));
}

/** A decimal in units of the fact's last digit; a finer one lies between `floor` and the next. */
function wholeUnits(decimal: string, scale: number): { readonly floor: bigint; readonly exact: boolean } {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const size = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const exact = /^0*$/.test(fraction.slice(scale));
  if (!decimal.startsWith('-')) return { floor: size, exact };
  return { floor: exact ? -size : -size - 1n, exact };
}

function decimalOf(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? '-' : ''}${whole}${scale === 0 || fraction === '' ? '' : `.${fraction}`}`;
}

function addMinutes(time: string, minutes: number): string {
  const [hours = '0', past = '0'] = time.split(':');
  const total = Math.min(Math.max(Number(hours) * 60 + Number(past) + minutes, 0), 24 * 60 - 1);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

function codesNear({ values = [], standard, open }: FactSpecification, named: readonly string[], others: number): readonly string[] {
  const known = standard === undefined ? values : ['HK', 'CN', ...countryCodes];
  const unnamed = known.filter((code) => !named.includes(code));
  const invented = open === true && unnamed.length === 0 ? ['another'] : [];
  return [...new Set([...named, ...[...unnamed, ...invented].slice(0, others)])];
}

function subsetsOf(
  comparisons: readonly Comparison[],
  fact: string,
  { known, everyCode }: { readonly known: FactValue | null | undefined; readonly everyCode: boolean },
): { readonly values: readonly FactValue[]; readonly complete: boolean } {
  const lists = comparisons.filter((each) => each.fact === fact && each.value !== undefined).map(({ value }) => [value].flat().map(String));
  const named = [...new Set(lists.flat())];
  const kept = (Array.isArray(known) ? (known as readonly string[]) : []).filter((code) => !named.includes(code));
  // Codes that stand in the same lists can't be told apart.
  const patterns = new Map(named.map((code) => [lists.map((list) => (list.includes(code) ? '1' : '0')).join(''), code]));
  const told = everyCode && named.length <= MAX_CODES_COMBINED ? named : [...patterns.values()];
  const combined = told.slice(0, MAX_CODES_COMBINED);
  const subsets = combined.reduce<readonly (readonly string[])[]>((all, code) => [...all, ...all.map((subset) => [...subset, code])], [[]]);
  return { values: subsets.map((subset) => [...kept, ...subset]), complete: told.length === combined.length };
}
