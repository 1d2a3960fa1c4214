import type { Side } from '@jinqiao/contracts/shapes';
import type { Day } from '@jinqiao/identifiers/day';
import { clausesOn, isInForce } from './clauses.js';
import type { Condition } from './condition.js';
import { distinctValues, factsIn } from './distinct-values.js';
import { evaluate } from './evaluate.js';
import { factDictionary } from './fact-dictionary.js';
import type { Facts, FactValue } from './facts.js';
import { nearerOrEqual } from './nearer.js';
import type { Scheme } from './rule.js';

/** One fact put to another value; where it was unknown, it becomes known. */
export type FactChange = { readonly fact: string; readonly to: FactValue };

/** What an investor could change. `sets: [[]]` says that nothing has to change; `exhausted` that no other set within the bound exists, so that no set at all means that there is no way. */
export type WhatIf = { readonly sets: readonly (readonly FactChange[])[]; readonly exhausted: boolean };

/** How many combinations are looked at before the search gives up, some tenths of a second. */
export const MOST_COMBINATIONS = 100_000;

/**
 * The minimal sets of at most three changes to changeable facts that make the decision ELIGIBLE, the smallest sets first; no proper subset of a set does.
 * Of sets that change the same facts only the nearest to the facts as they are stay: the lowest sufficient income, not a higher one. `facts` are on the day already.
 */
export function whatIf(scheme: Scheme, facts: Facts, day: Day, side: Side): WhatIf {
  return whatIfWithin(3, isInForce(scheme, day) ? clausesOn(scheme, day, side).map(({ condition }) => condition) : undefined, facts);
}

/** As `whatIf`, with at most `bound` changes that make all conditions true; without conditions nothing does. */
export function whatIfWithin(bound: number, conditions: readonly Condition[] | undefined, facts: Facts): WhatIf {
  if (conditions === undefined) return { sets: [], exhausted: true };
  const changeable = factsIn(conditions).filter((fact) => factDictionary.get(fact)?.changeable === true);
  const open = conditions.filter((condition) => evaluate(condition, without(facts, changeable)) !== 'true');
  // What does not look at a changeable fact stays as it is.
  if (open.some((condition) => !factsIn([condition]).some((fact) => changeable.includes(fact)))) return { sets: [], exhausted: true };
  const { values, complete } = distinctValues(open, changeable, facts, true);
  const search: Search = { open, facts, values, sets: [], left: MOST_COMBINATIONS };
  for (let size = 0; size <= bound && search.left > 0; size++) for (const chosen of choose(changeable, size)) searchSets(search, chosen);
  const sets = search.sets.filter((set) => !search.sets.some((other) => other !== set && replaces(other, set, search)));
  return { sets, exhausted: complete && search.left > 0 };
}

type Search = {
  readonly open: readonly Condition[];
  readonly facts: Facts;
  readonly values: ReadonlyMap<string, readonly FactValue[]>;
  readonly sets: (readonly FactChange[])[];
  left: number;
};

/** Adds every set that changes exactly these facts. They start unknown: what is refused whatever they are is not looked at further. */
function searchSets(search: Search, chosen: readonly string[]): void {
  const place = (changes: readonly FactChange[], facts: Facts): void => {
    if (search.left-- <= 0 || holdsSmaller(search.sets, changes)) return;
    const truths = search.open.map((condition) => evaluate(condition, facts));
    if (truths.includes('false')) return;
    const fact = chosen[changes.length];
    if (fact === undefined) {
      if (!truths.includes('unknown')) search.sets.push(changes);
      return;
    }
    for (const to of search.values.get(fact) ?? [])
      if (!same(to, search.facts[fact])) place([...changes, { fact, to }], { ...facts, [fact]: to });
  };
  place([], without(search.facts, chosen));
}

const holdsSmaller = (sets: readonly (readonly FactChange[])[], changes: readonly FactChange[]): boolean =>
  sets.some((set) => set.every(({ fact, to }) => changes.some((change) => change.fact === fact && same(change.to, to))));

/** True where a set changes the same facts, each as far or less far. */
function replaces(other: readonly FactChange[], set: readonly FactChange[], { facts, values }: Search): boolean {
  if (other.length !== set.length) return false;
  return set.every(({ fact, to }) => {
    const change = other.find((each) => each.fact === fact);
    return change !== undefined && nearerOrEqual({ fact, now: facts[fact], preferred: values.get(fact) ?? [] }, change.to, to);
  });
}

function choose(facts: readonly string[], size: number): readonly (readonly string[])[] {
  if (size === 0) return [[]];
  return facts.flatMap((fact, position) => choose(facts.slice(position + 1), size - 1).map((rest) => [fact, ...rest]));
}

/** Facts with some of them unknown. */
export function without(facts: Facts, names: readonly string[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !names.includes(fact)));
}

/** Sets are equal whatever the order of their codes. */
function same(a: FactValue, b: FactValue | null | undefined): boolean {
  if (!Array.isArray(a)) return a === b;
  return Array.isArray(b) && a.length === b.length && a.every((code) => b.includes(code));
}
