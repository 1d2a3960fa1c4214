import type { Comparison, Condition } from './condition.js';
import { evaluate } from './evaluate.js';
import type { Truth } from './evaluate.js';
import type { Facts } from './facts.js';

/** Kleene's values in their order: false −1, unknown 0, true 1. Then `all` is the least of its parts, `any` the greatest, and `not` the opposite. */
type TruthNumber = -1 | 0 | 1;

/** The number of a truth. */
export const truthNumber: Readonly<Record<Truth, TruthNumber>> = { false: -1, unknown: 0, true: 1 };

/** One part, its own parts by their place; `open` is what no fact decides. */
export type GraphNode =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly number[] }
  | { readonly kind: 'not'; readonly part: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'comparison'; readonly comparison: Comparison; readonly lacking: readonly string[] };

/** What is left of conditions that must all hold once the known facts are put in; parts stand before what they are parts of. */
export type OpenGraph = { readonly nodes: readonly GraphNode[]; readonly roots: readonly number[] };

/** The graph of what is open; undefined where one condition is false or all are true, so that nothing is. */
export function openGraph(conditions: readonly Condition[], facts: Facts): OpenGraph | undefined {
  const nodes: GraphNode[] = [];
  const places = new Map<Comparison, number>();
  const put = (node: GraphNode): number => nodes.push(node) - 1;
  const place = (condition: Condition): number | 'true' | 'false' => {
    if ('all' in condition) return several('all', condition.all, 'false');
    if ('any' in condition) return several('any', condition.any, 'true');
    if ('not' in condition) {
      const part = place(condition.not);
      return typeof part === 'number' ? put({ kind: 'not', part }) : part === 'true' ? 'false' : 'true';
    }
    return 'fact' in condition ? compared(condition) : put({ kind: 'open' });
  };
  const compared = (comparison: Comparison): number | 'true' | 'false' => {
    const known = places.get(comparison);
    if (known !== undefined) return known;
    const truth = evaluate(comparison, facts);
    if (truth !== 'unknown') return truth;
    const { fact, otherFact } = comparison;
    const lacking = [fact, ...(otherFact === undefined ? [] : [otherFact])].filter((name) => facts[name] === undefined);
    const own = put({ kind: 'comparison', comparison, lacking });
    places.set(comparison, own);
    return own;
  };
  const several = (kind: 'all' | 'any', conditionsIn: readonly Condition[], decisive: 'true' | 'false'): number | 'true' | 'false' => {
    const parts: number[] = [];
    for (const each of conditionsIn) {
      const part = place(each);
      if (part === decisive) return decisive;
      if (typeof part === 'number') parts.push(part);
    }
    const [only] = parts;
    if (only === undefined) return decisive === 'true' ? 'false' : 'true';
    return parts.length === 1 ? only : put({ kind, parts });
  };
  const roots = conditions.map(place);
  const open = roots.filter((root) => typeof root === 'number');
  return roots.includes('false') || open.length === 0 ? undefined : { nodes, roots: open };
}

/** Puts the truths of all other nodes beside those of the comparisons, in place: a search does this some thousand times. */
export function putTruths({ nodes }: OpenGraph, truths: Int8Array): void {
  for (let place = 0; place < nodes.length; place += 1) {
    const node = nodes[place];
    if (node === undefined || node.kind === 'comparison' || node.kind === 'open') continue;
    if (node.kind === 'not') truths[place] = -(truths[node.part] ?? 0);
    else truths[place] = node.kind === 'all' ? least(truths, node.parts) : greatest(truths, node.parts);
  }
}

/** The truth of all conditions together, by the comparisons in `truths`; the other nodes are put beside them. */
export function answerOf(graph: OpenGraph, truths: Int8Array): number {
  putTruths(graph, truths);
  return least(truths, graph.roots);
}

function least(truths: Int8Array, places: readonly number[]): number {
  let found = 1;
  for (const place of places) found = Math.min(found, truths[place] ?? 0);
  return found;
}

function greatest(truths: Int8Array, places: readonly number[]): number {
  let found = -1;
  for (const place of places) found = Math.max(found, truths[place] ?? 0);
  return found;
}

/** A state of the graph: the truths of its nodes, and which facts were filled in. */
export type Waiting = { readonly truths: Int8Array; readonly isKnown: (fact: string) => boolean };

/** Adds the facts that a node waits for, in their order. */
export function gatherLacking({ nodes }: OpenGraph, root: number, { truths, isKnown }: Waiting, gathered: Set<string>): void {
  const gather = (place: number): void => {
    const node = nodes[place];
    if (node === undefined || truths[place] !== 0) return;
    if (node.kind === 'not') gather(node.part);
    else if (node.kind === 'comparison') {
      for (const fact of node.lacking) if (!isKnown(fact)) gathered.add(fact);
    } else if (node.kind !== 'open') for (const part of node.parts) gather(part);
  };
  gather(root);
}
