import type { Side } from '@jinqiao/contracts/shapes';
import { addDays, addMonths, FIRST_DAY } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { productAtoms } from './access-class.js';
import type { Comparison } from './condition.js';
import { derive, derivedFacts } from './derived-facts.js';
import { evaluate } from './evaluate.js';
import type { Truth } from './evaluate.js';
import type { Facts } from './facts.js';
import type { Scheme } from './rule.js';

/**
 * The days after `from` on which a product atom changes because an age or a tenor passes a limit, in order; between two of them the signature is constant.
 * `facts` are those that the product states, not yet put on a day: a derived fact that stands among them never changes.
 */
export function switchDays(scheme: Scheme, side: Side, facts: Facts, from: Day): Day[] {
  const days = productAtoms(scheme, side).flatMap((atom) => switchesOf(atom, facts).filter((day) => day > from));
  return [...new Set(days)].sort();
}

function switchesOf(atom: Comparison, facts: Facts): readonly Day[] {
  const derived = derivedFacts.get(atom.fact);
  const source = derived === undefined ? undefined : facts[derived.from];
  if (derived === undefined || typeof source !== 'string' || facts[atom.fact] !== undefined) return [];
  const near = derived.rounding === 'complete months to the day' ? monthsReached : yearsLeft;
  // A derived fact is compared with values alone, never with another fact.
  const truthOn = (day: Day): Truth => evaluate(atom, { [atom.fact]: derive(derived.rounding, source, day) });
  const changes = (day: Day): boolean => day > FIRST_DAY && truthOn(day) !== truthOn(addDays(day, -1));
  return limitsOf(atom)
    .flatMap((limit) => near(source, limit))
    .filter(changes);
}

/** The day on which so many months are complete, and the day on which they are exceeded. */
function monthsReached(source: Day, months: string | number): readonly Day[] {
  return [addMonths(source, Number(months)), addMonths(source, Number(months) + 1)];
}

/** The days around the one on which so many years (actual/365) are left. */
function yearsLeft(source: Day, years: string | number): readonly Day[] {
  const [whole = '0', fraction = ''] = String(years).replace('-', '').split('.');
  const size = Number((BigInt(whole + fraction) * 365n) / 10n ** BigInt(fraction.length));
  const days = String(years).startsWith('-') ? -size : size;
  return [-2, -1, 0, 1, 2].map((offset) => addDays(source, offset - days));
}

function limitsOf({ value }: Comparison): readonly (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  return Array.isArray(value) ? (value as readonly (string | number)[]) : [];
}
