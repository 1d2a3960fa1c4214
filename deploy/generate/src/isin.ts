import { whole } from './random.js';
import type { Random } from './random.js';

/** An ISIN of the form's own, with a true check digit; whether an agency gave it to a security is left to chance. */
export function drawIsin(random: Random, prefix: string): string {
  const body = `${prefix}${String(whole(random, 0, 999_999_999)).padStart(9, '0')}`;
  return `${body}${checkDigit(body)}`;
}

/** Luhn over the expanded digits, the last of them doubled: the check digit comes after it. */
function checkDigit(body: string): number {
  const digits = Array.from(body, (character) => String(parseInt(character, 36))).join('');
  let sum = 0;
  for (let place = digits.length - 1, doubled = true; place >= 0; place -= 1, doubled = !doubled) {
    const weighted = Number(digits[place]) * (doubled ? 2 : 1);
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return (10 - (sum % 10)) % 10;
}
