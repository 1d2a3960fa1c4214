import type { Choice, Choices } from './deciding-choices.js';
import { evaluate } from './evaluate.js';
import type { Facts } from './facts.js';
import { truthNumber } from './open-graph.js';
import type { OpenGraph } from './open-graph.js';

/** The comparisons that are decided, by their place in a graph, and the values filled in. */
export type GraphState = { readonly comparisons: Int8Array; readonly values: Facts };

/** What is filled into: `facts` are those that were known before. */
export type GraphSearch = { readonly graph: OpenGraph; readonly facts: Facts; readonly choices: ReadonlyMap<string, Choices> };

/** Where a search begins. */
export function nothingFilledIn({ nodes }: OpenGraph): GraphState {
  return { comparisons: new Int8Array(nodes.length), values: {} };
}

/** The state with one more fact known. */
export function filledIn({ graph, facts, choices }: GraphSearch, state: GraphState, fact: string, { value, truths }: Choice): GraphState {
  const { single, paired } = choices.get(fact) ?? { single: [], paired: [] };
  const then = { comparisons: state.comparisons.slice(), values: { ...state.values, [fact]: value } };
  single.forEach((place, position) => (then.comparisons[place] = truths[position] ?? 0));
  for (const place of paired) {
    const node = graph.nodes[place];
    if (node?.kind === 'comparison') then.comparisons[place] = truthNumber[evaluate(node.comparison, { ...facts, ...then.values })];
  }
  return then;
}
