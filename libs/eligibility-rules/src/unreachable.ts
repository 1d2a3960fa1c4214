import type { Condition } from './condition.js';
import { FALSE } from './condition.js';
import { factsIn } from './distinct-values.js';
import { isFalse, isTrue } from './residual.js';
import { satisfiable } from './satisfiable.js';

/** A part that never makes a difference, by its JSON pointer in the condition. */
export type UnreachablePart = { readonly path: string; readonly part: Condition };

/**
 * The parts of a condition that can never be true where they matter: beside the other parts of an `all`, and where no other part of an `any` holds already.
 * `given` holds outside it. Only the outermost of such parts is named; all of them together can be taken as never true. A condition with too many states to try passes.
 */
export function unreachableParts(condition: Condition, given: readonly Condition[] = []): readonly UnreachablePart[] {
  return prune(condition, given, '').unreachable;
}

/** What is left of a condition where its unreachable parts are never so. */
type Pruned = { readonly left: Condition; readonly unreachable: readonly UnreachablePart[] };

function prune(condition: Condition, given: readonly Condition[], path: string): Pruned {
  // What is written as always or never so is meant.
  if (isTrue(condition) || isFalse(condition)) return { left: condition, unreachable: [] };
  if (satisfiable([condition, ...touching(condition, given)]) === false) return { left: FALSE, unreachable: [{ path, part: condition }] };
  if ('all' in condition) {
    const { left, unreachable } = pruneEach(condition.all, `${path}/all`, (others) => [...given, ...others]);
    return { left: { all: left }, unreachable };
  }
  if ('any' in condition) {
    const { left, unreachable } = pruneEach(condition.any, `${path}/any`, (others) => [...given, ...others.map((not) => ({ not }))]);
    return { left: { any: left }, unreachable };
  }
  if (!('not' in condition)) return { left: condition, unreachable: [] };
  const { left, unreachable } = prune(condition.not, given, `${path}/not`);
  return { left: { not: left }, unreachable };
}

/** One part after the other: of two that say the same only the first is unreachable. */
function pruneEach(
  parts: readonly Condition[],
  path: string,
  givenBeside: (others: readonly Condition[]) => readonly Condition[],
): { readonly left: readonly Condition[]; readonly unreachable: readonly UnreachablePart[] } {
  const left = [...parts];
  const unreachable = parts.flatMap((part, position) => {
    const pruned = prune(part, givenBeside(left.filter((_, other) => other !== position)), `${path}/${position}`);
    left[position] = pruned.left;
    return pruned.unreachable;
  });
  return { left, unreachable };
}

/** Only what looks at the same facts can stand in the way. */
function touching(condition: Condition, given: readonly Condition[]): readonly Condition[] {
  const facts = looked(condition);
  return given.filter((other) => looked(other).some((fact) => facts.includes(fact)));
}

/** A part is weighed against each of its neighbours, and each of them against it. */
const found = new WeakMap<Condition, readonly string[]>();

function looked(condition: Condition): readonly string[] {
  const facts = found.get(condition) ?? factsIn([condition]);
  found.set(condition, facts);
  return facts;
}
