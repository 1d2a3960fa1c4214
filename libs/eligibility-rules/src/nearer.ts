import { compareDecimals } from '@jinqiao/identifiers/decimal';
import { factDictionary } from './fact-dictionary.js';
import type { FactValue } from './facts.js';

/** A fact with its value now, and its possible values with the plainest first. */
export type Standpoint = { readonly fact: string; readonly now: FactValue | null | undefined; readonly preferred: readonly FactValue[] };

/**
 * True where `a` is `b`, or asks for less of a change: on the same way up or down but not so far, or fewer codes added or taken away.
 * Where nothing is known now, the plainer of two numbers, days or times. Codes and yes or no are never nearer than another.
 */
export function nearerOrEqual({ fact, now, preferred }: Standpoint, a: FactValue, b: FactValue): boolean {
  const type = factDictionary.get(fact)?.type;
  if (type === 'set of code') return changesOf(now, a).every((code) => changesOf(now, b).includes(code));
  if (a === b) return true;
  if (type === 'boolean' || type === 'code') return false;
  if (now === undefined || now === null) return preferred.indexOf(a) < preferred.indexOf(b);
  const order = (left: FactValue, right: FactValue): number =>
    type === 'decimal' ? compareDecimals(left as string, right as string) : left === right ? 0 : left < right ? -1 : 1;
  return order(a, now) === order(b, now) && order(a, b) === -order(a, now);
}

function changesOf(now: FactValue | null | undefined, then: FactValue): readonly string[] {
  const before = Array.isArray(now) ? (now as readonly string[]) : [];
  const after = Array.isArray(then) ? (then as readonly string[]) : [];
  return [...before.filter((code) => !after.includes(code)), ...after.filter((code) => !before.includes(code))];
}
