import type { Side } from '@jinqiao/contracts/shapes';
import type { Day } from '@jinqiao/identifiers/day';
import { clausesOn, isInForce } from './clauses.js';
import type { Condition } from './condition.js';
import { choicesOf } from './deciding-choices.js';
import type { Choice } from './deciding-choices.js';
import type { Facts } from './facts.js';
import { filledIn, nothingFilledIn } from './graph-state.js';
import type { GraphSearch, GraphState } from './graph-state.js';
import { answerOf, gatherLacking, openGraph, truthsOf } from './open-graph.js';
import type { OpenGraph } from './open-graph.js';
import type { Scheme } from './rule.js';

/** How many states a search for one fact looks at before it takes the fact for deciding. */
const MOST_STATES = 2_000;

/**
 * The missing facts whose values could still decide an UNDETERMINED answer: each of them does for some values of the others. Once all of them are known the answer is
 * decided, or no fact can decide it any more. In a rule too entangled to be searched a fact may be named that can't, never the other way round. `facts` are on the day already.
 */
export function decidingFacts(scheme: Scheme, facts: Facts, day: Day, side: Side): string[] {
  if (!isInForce(scheme, day)) return [];
  return decidingAmong(
    clausesOn(scheme, day, side).map(({ condition }) => condition),
    facts,
  );
}

/** As `decidingFacts`, for conditions that must all hold. */
export function decidingAmong(conditions: readonly Condition[], facts: Facts): string[] {
  const graph = openGraph(conditions, facts);
  if (graph === undefined) return [];
  const asked = [...new Set(waitingIn(graph, nothingFilledIn(graph)).flatMap((names) => [...names]))];
  const choices = choicesOf(graph, asked, facts);
  return choices === undefined ? asked : asked.filter((fact) => couldDecide(fact, { graph, facts, choices }));
}

/** True where some values of other facts leave the answer open and one value of this fact then decides it. */
function couldDecide(fact: string, search: GraphSearch): boolean {
  const { graph, choices } = search;
  let left = MOST_STATES;
  const of = (name: string): readonly Choice[] => choices.get(name)?.choices ?? [];
  const settled = ({ comparisons }: GraphState): boolean => answerOf(graph, truthsOf(graph, comparisons)) !== 0;
  const found = (state: GraphState, skipped: readonly string[]): boolean => {
    if (left-- <= 0) return true;
    if (settled(state)) return false;
    if (of(fact).some((choice) => settled(filledIn(search, state, fact, choice)))) return true;
    const missing = waitingIn(graph, state);
    if (!missing.some((names) => names.has(fact))) return false;
    const other = beside(fact, missing).find((name) => !skipped.includes(name));
    if (other === undefined) return false;
    return of(other).some((choice) => found(filledIn(search, state, other, choice), skipped)) || found(state, [...skipped, other]);
  };
  return found(nothingFilledIn(graph), []);
}

/** For each condition the facts that it waits for. */
function waitingIn(graph: OpenGraph, { comparisons, values }: GraphState): readonly ReadonlySet<string>[] {
  const waiting = { truths: truthsOf(graph, comparisons), isKnown: (fact: string): boolean => values[fact] !== undefined };
  return graph.roots.map((root) => {
    const gathered = new Set<string>();
    gatherLacking(graph, root, waiting, gathered);
    return gathered;
  });
}

/** The other missing facts, those first that one condition lacks together with this fact. */
function beside(fact: string, missing: readonly ReadonlySet<string>[]): readonly string[] {
  const sharing = missing.filter((names) => names.has(fact));
  const others = new Set([...sharing, ...missing].flatMap((names) => [...names]));
  others.delete(fact);
  return [...others];
}
