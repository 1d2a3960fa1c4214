import { isinFault } from '@jinqiao/identifiers/isin';
import { whole } from './random.js';
import type { Random } from './random.js';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** An ISIN of the form's own, with a true check digit; whether an agency gave it to a security is left to chance. */
export function drawIsin(random: Random, prefix: string): string {
  const body = `${prefix}${String(whole(random, 0, 999_999_999)).padStart(9, '0')}`;
  const check = DIGITS.find((digit) => isinFault(`${body}${digit}`) === undefined);
  if (check === undefined) throw new TypeError(`${prefix} begins no ISIN.`);
  return `${body}${check}`;
}
