import type { Condition } from './condition.js';
import { choicesOf } from './deciding-choices.js';
import { factsIn } from './distinct-values.js';
import { evaluate } from './evaluate.js';
import { filledIn, nothingFilledIn } from './graph-state.js';
import type { GraphState } from './graph-state.js';
import { answerOf, openGraph, truthsOf } from './open-graph.js';

/** More states than this are not tried. */
const MOST_STATES = 20_000;

/** True where some facts, known or not applicable, keep all conditions from being false; a text for a person may be true. Undefined where there are too many states to try. */
export function satisfiable(conditions: readonly Condition[]): boolean | undefined {
  const graph = openGraph(conditions, {});
  if (graph === undefined) return conditions.every((condition) => evaluate(condition, {}) !== 'false');
  const facts = factsIn(graph.nodes.flatMap((node) => (node.kind === 'comparison' ? [node.comparison] : [])));
  const choices = choicesOf(graph, facts, {});
  if (choices === undefined) return undefined;
  let left = MOST_STATES;
  const found = (state: GraphState, position: number): boolean => {
    if (left-- <= 0) return true;
    const answer = answerOf(graph, truthsOf(graph, state.comparisons));
    const fact = facts[position];
    if (answer !== 0 || fact === undefined) return answer >= 0;
    return (choices.get(fact)?.choices ?? []).some((choice) =>
      found(filledIn({ graph, facts: {}, choices }, state, fact, choice), position + 1),
    );
  };
  const outcome = found(nothingFilledIn(graph), 0);
  return left > 0 ? outcome : undefined;
}
