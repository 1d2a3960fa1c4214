import { completeMonths, daysBetween } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { factDictionary } from './fact-dictionary.js';
import type { DerivedRounding } from './fact-specification.js';
import type { Facts, FactValue } from './facts.js';

/** Facts that are computed from a day, by name, with that day's fact. */
export const derivedFacts: ReadonlyMap<string, { readonly from: string; readonly rounding: DerivedRounding }> = new Map(
  [...factDictionary].flatMap(([fact, { derived }]) => (derived === undefined ? [] : [[fact, derived] as const])),
);

/** The facts on a day: ages and tenors computed from their days. One that is given directly is used as given; one whose day does not apply does not apply. */
export function factsOnDay(facts: Facts, day: Day): Facts {
  const computed = [...derivedFacts].flatMap(([fact, { from, rounding }]) => {
    const source = facts[from];
    if (facts[fact] !== undefined || source === undefined) return [];
    return [[fact, source === null ? null : derive(rounding, source as Day, day)] as const];
  });
  return computed.length === 0 ? facts : { ...facts, ...Object.fromEntries(computed) };
}

/** An age or a tenor on a day, from the day that it counts from. */
export function derive(rounding: DerivedRounding, source: Day, day: Day): FactValue {
  return rounding === 'complete months to the day' ? completeMonths(source, day) : yearsActual365(daysBetween(day, source));
}

const SCALE = 100_000_000n;

/** Days ÷ 365 as a decimal of eight digits, the last rounded half away from zero; negative once the day has passed. */
export function yearsActual365(days: number): string {
  const magnitude = (BigInt(Math.abs(days)) * SCALE * 2n + 365n) / 730n;
  const whole = magnitude / SCALE;
  const fraction = String(magnitude % SCALE)
    .padStart(8, '0')
    .replace(/0+$/, '');
  return `${days < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
