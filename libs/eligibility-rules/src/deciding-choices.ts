import type { Comparison } from './condition.js';
import { distinctValues } from './distinct-values.js';
import { evaluate } from './evaluate.js';
import { factDictionary } from './fact-dictionary.js';
import type { Facts, FactValue } from './facts.js';
import { truthNumber } from './open-graph.js';
import type { OpenGraph } from './open-graph.js';

/** What one value of a fact makes of the comparisons that wait for this fact alone. */
export type Choice = { readonly value: FactValue | null; readonly truths: readonly number[] };

/** A fact's places in a graph, and the values that the graph can tell apart. */
export type Choices = {
  /** Comparisons that wait for it alone. */
  readonly single: readonly number[];
  /** Comparisons with another unknown fact. */
  readonly paired: readonly number[];
  readonly choices: readonly Choice[];
};

/** More kinds of one set of codes than this are not told apart. */
const MOST_SETS = 1_024;

type Placed = { readonly place: number; readonly comparison: Comparison; readonly lacking: readonly string[] };

/** For each missing fact its values, one for all that make the same of every comparison; undefined where there are too many. */
export function choicesOf(graph: OpenGraph, asked: readonly string[], facts: Facts): ReadonlyMap<string, Choices> | undefined {
  const placed = graph.nodes.flatMap((node, place): Placed[] => (node.kind === 'comparison' ? [{ place, ...node }] : []));
  const found = new Map<string, Choices>();
  for (const fact of asked) {
    const own = placed.filter(({ lacking }) => lacking.includes(fact));
    const single = own.filter(({ lacking }) => lacking.length === 1);
    const withLiterals = own.every(({ comparison }) => comparison.otherFact === undefined);
    const choices = withLiterals
      ? choicesByLiterals(
          fact,
          single.map(({ comparison }) => comparison),
        )
      : choicesByFacts(fact, { placed, single, facts, isPaired: own.length > single.length });
    if (choices === undefined) return undefined;
    found.set(fact, {
      single: single.map(({ place }) => place),
      paired: own.filter(({ lacking }) => lacking.length > 1).map(({ place }) => place),
      choices,
    });
  }
  return found;
}

const isSet = (fact: string): boolean => factDictionary.get(fact)?.type === 'set of code';

type Remembered = { readonly comparisons: readonly Comparison[]; readonly choices: readonly Choice[] | undefined };

/** The choices of the same comparisons, which are parts of a law that stays, found before: by the first of them. */
const remembered = new WeakMap<Comparison, Remembered[]>();
/** More combinations with one first comparison are not remembered. */
const MOST_REMEMBERED = 100;

function choicesByLiterals(fact: string, comparisons: readonly Comparison[]): readonly Choice[] | undefined {
  const [first] = comparisons;
  if (first === undefined) return [];
  const known = remembered.get(first) ?? [];
  const before = known.find((each) => sameOnes(each.comparisons, comparisons));
  if (before !== undefined) return before.choices;
  const values = isSet(fact) ? setsTellingApart(comparisons) : (distinctValues(comparisons, [fact], {}).values.get(fact) ?? []);
  // A fact of the catalogue may also turn out not to apply.
  const choices = values && toldApart([...values, null].map((value) => choiceOf(comparisons, value, { [fact]: value })));
  if (known.length < MOST_REMEMBERED) remembered.set(first, [...known, { comparisons, choices }]);
  return choices;
}

const sameOnes = (a: readonly Comparison[], b: readonly Comparison[]): boolean =>
  a.length === b.length && a.every((comparison, position) => comparison === b[position]);

type Telling = {
  readonly placed: readonly Placed[];
  readonly single: readonly Placed[];
  readonly facts: Facts;
  readonly isPaired: boolean;
};

/** Where two facts are compared the limits of one are the other's too. Sets of codes are never compared with each other. */
function choicesByFacts(fact: string, { placed, single, facts, isPaired }: Telling): readonly Choice[] {
  const comparisons = single.map(({ comparison }) => comparison);
  const asked = [...new Set(placed.flatMap(({ lacking }) => lacking))].filter((name) => !isSet(name));
  const everything = placed.map(({ comparison }) => comparison);
  const values = distinctValues(everything, asked, facts).values.get(fact) ?? [];
  const choices = [...values, null].map((value) => choiceOf(comparisons, value, { ...facts, [fact]: value }));
  return isPaired ? choices : toldApart(choices);
}

const choiceOf = (comparisons: readonly Comparison[], value: FactValue | null, facts: Facts): Choice => ({
  value,
  truths: comparisons.map((comparison) => truthNumber[evaluate(comparison, facts)]),
});

const toldApart = (choices: readonly Choice[]): readonly Choice[] => [
  ...new Map(choices.map((choice) => [choice.truths.join(), choice])).values(),
];

/** Sets of codes, one for each combination of answers that sets can give; undefined where there are too many. */
function setsTellingApart(comparisons: readonly Comparison[]): readonly (readonly string[])[] | undefined {
  const lists = comparisons.flatMap(({ value }) => (value === undefined ? [] : [[value].flat().map(String)]));
  const answers = (set: readonly string[]): string => lists.map((list) => (list.some((code) => set.includes(code)) ? '1' : '0')).join('');
  const codes = [...new Set(lists.flat())];
  const told = [...new Map(codes.map((code) => [answers([code]), code])).values()];
  const sets = new Map<string, readonly string[]>([[answers([]), []]]);
  for (const code of told) {
    for (const set of [...sets.values()]) {
      const more = [...set, code];
      const key = answers(more);
      if (!sets.has(key)) sets.set(key, more);
    }
    if (sets.size > MOST_SETS) return undefined;
  }
  return [...sets.values()];
}
