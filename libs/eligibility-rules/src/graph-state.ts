import type { Choice, Choices } from './deciding-choices.js';
import { evaluate } from './evaluate.js';
import type { Facts } from './facts.js';
import { answerOf, truthNumber } from './open-graph.js';
import type { OpenGraph } from './open-graph.js';

/** The truths of the comparisons by their place in a graph, with room for those of the other nodes, and the values filled in. */
export type GraphState = { readonly truths: Int8Array; readonly values: Facts };

/** What is filled into: `facts` are those that were known before. */
export type GraphSearch = { readonly graph: OpenGraph; readonly facts: Facts; readonly choices: ReadonlyMap<string, Choices> };

/** Where a search begins. */
export function nothingFilledIn({ nodes }: OpenGraph): GraphState {
  return { truths: new Int8Array(nodes.length), values: {} };
}

/** The state with one more fact known. */
export function filledIn({ graph, facts, choices }: GraphSearch, state: GraphState, fact: string, choice: Choice): GraphState {
  const { single, paired } = choices.get(fact) ?? { single: [], paired: [] };
  const then = { truths: state.truths.slice(), values: { ...state.values, [fact]: choice.value } };
  put(then.truths, single, choice);
  for (const place of paired) {
    const node = graph.nodes[place];
    if (node?.kind === 'comparison') then.truths[place] = truthNumber[evaluate(node.comparison, { ...facts, ...then.values })];
  }
  return then;
}

/** True where one value of the fact settles the answer. */
export function canSettle(search: GraphSearch, state: GraphState, fact: string): boolean {
  const { single, paired, choices } = search.choices.get(fact) ?? { single: [], paired: [], choices: [] };
  if (paired.length > 0) return choices.some((choice) => answerOf(search.graph, filledIn(search, state, fact, choice).truths) !== 0);
  const truths = state.truths.slice();
  return choices.some((choice) => {
    put(truths, single, choice);
    return answerOf(search.graph, truths) !== 0;
  });
}

function put(truths: Int8Array, single: readonly number[], choice: Choice): void {
  for (let position = 0; position < single.length; position += 1) truths[single[position] ?? 0] = choice.truths[position] ?? 0;
}
