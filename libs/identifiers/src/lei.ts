/** Why a text is not a Legal Entity Identifier (ISO 17442, check digits by ISO 7064 mod 97-10), or undefined where it is one. */
export function leiFault(text: string): string | undefined {
  if (!/^[A-Z0-9]{18}[0-9]{2}$/.test(text))
    return 'An LEI has 20 characters: 18 capital letters or digits, then two check digits. Copy it from the GLEIF register.';
  // Remainders repeat every 97, so 00, 01 and 99 would pass as twins of 97, 98 and 02, which no issuer gives out.
  if (['00', '01', '99'].includes(text.slice(18))) return 'The check digits of an LEI run from 02 to 98. Copy it from the GLEIF register.';
  const remainder = [...text].reduce((sum, character) => {
    const value = parseInt(character, 36);
    return (sum * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
  return remainder === 1 ? undefined : 'The check digits of this LEI do not fit its other characters. Compare it with the GLEIF register.';
}
