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
  const isSet = (fact: string): boolean => factDictionary.get(fact)?.type === 'set of code';
  const comparisons = placed.map(({ comparison }) => comparison);
  const { values } = distinctValues(
    comparisons,
    asked.filter((fact) => !isSet(fact)),
    facts,
  );
  const found = new Map<string, Choices>();
  for (const fact of asked) {
    const own = placed.filter(({ lacking }) => lacking.includes(fact));
    const single = own.filter(({ lacking }) => lacking.length === 1);
    const possible = isSet(fact) ? setsTellingApart(single.map(({ comparison }) => comparison)) : values.get(fact);
    if (possible === undefined) return undefined;
    found.set(fact, {
      single: single.map(({ place }) => place),
      paired: own.filter(({ lacking }) => lacking.length > 1).map(({ place }) => place),
      // A fact of the catalogue may also turn out not to apply.
      choices: distinctChoices(fact, [...possible, null], { single, facts, isPaired: own.length > single.length }),
    });
  }
  return found;
}

type Telling = { readonly single: readonly Placed[]; readonly facts: Facts; readonly isPaired: boolean };

function distinctChoices(fact: string, values: readonly (FactValue | null)[], { single, facts, isPaired }: Telling): readonly Choice[] {
  const others = Object.fromEntries(
    single.flatMap(({ comparison: { fact: one, otherFact } }) =>
      [one, otherFact].flatMap((name) => (name === undefined || facts[name] === undefined ? [] : [[name, facts[name]] as const])),
    ),
  );
  const choices = values.map((value): Choice => {
    const known: Facts = { ...others, [fact]: value };
    return { value, truths: single.map(({ comparison }) => truthNumber[evaluate(comparison, known)]) };
  });
  return isPaired ? choices : [...new Map(choices.map((choice) => [choice.truths.join(), choice])).values()];
}

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
