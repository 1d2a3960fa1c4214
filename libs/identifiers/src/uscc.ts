const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Why a text is not a Unified Social Credit Code (GB 32100-2015), or undefined where it is one.
 * Form and inner organisation code (GB 11714, positions 9 to 17) are checked; the outer check character only warns, see `usccWarning`.
 */
export function usccFault(text: string): string | undefined {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text))
    return 'A USCC has 18 digits or capital letters without I, O, S, V and Z; positions 3 to 8 are digits. Copy it from the business licence.';
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, position) => total + weight * parseInt(text.charAt(8 + position), 36), 0);
  const check = 11 - (sum % 11);
  const expected = check === 10 ? 'X' : check === 11 ? '0' : String(check);
  return text.charAt(16) === expected
    ? undefined
    : 'The organisation code inside this USCC (positions 9 to 17) does not fit its check character. Compare it with the business licence.';
}

/** What to have reviewed about a USCC that `usccFault` accepts: some real early codes (pilot codes such as M0001) carry another outer check character. */
export function usccWarning(text: string): string | undefined {
  const sum = [...text.slice(0, 17)].reduce((total, character, position) => total + ALPHABET.indexOf(character) * powerOf3(position), 0);
  const expected = ALPHABET.charAt((31 - (sum % 31)) % 31);
  return text.charAt(17) === expected
    ? undefined
    : `The last character of this USCC should be ${expected}. Some early codes differ; compare it with the business licence.`;
}

const powerOf3 = (exponent: number): number => {
  let power = 1;
  for (let step = 0; step < exponent; step += 1) power = (power * 3) % 31;
  return power;
};
