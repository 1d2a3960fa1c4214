import type { Condition } from './condition.js';
import { distinctValues, factsIn } from './distinct-values.js';
import { evaluate } from './evaluate.js';
import type { Facts } from './facts.js';

/** More states than this are not tried. */
const MOST_STATES = 20_000;

/** True where some facts, known or not applicable, keep all conditions from being false; a text for a person may be true. Undefined where there are too many states to try. */
export function satisfiable(conditions: readonly Condition[]): boolean | undefined {
  const facts = factsIn(conditions);
  const { values, complete } = distinctValues(conditions, facts, {});
  if (!complete) return undefined;
  let left = MOST_STATES;
  const found = (known: Facts, position: number): boolean => {
    if (left-- <= 0) return true;
    if (conditions.some((condition) => evaluate(condition, known) === 'false')) return false;
    const fact = facts[position];
    return fact === undefined || [...(values.get(fact) ?? []), null].some((value) => found({ ...known, [fact]: value }, position + 1));
  };
  const outcome = found({}, 0);
  return left > 0 ? outcome : undefined;
}
