/** Why a text is not an ISIN (ISO 6166, Luhn over the expanded digits), or undefined where it is one. Its prefix is the issuer's country, never the venue. */
export function isinFault(text: string): string | undefined {
  if (!/^[A-Z]{2}[A-Z0-9]{9}[0-9]$/.test(text))
    return 'An ISIN has 12 characters: two capital letters, nine capital letters or digits, and a check digit. Copy it from the issuer or the exchange.';
  const digits = [...text].map((character) => String(parseInt(character, 36))).join('');
  const sum = [...digits].reverse().reduce((total, digit, position) => {
    const weighted = Number(digit) * (position % 2 === 1 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0
    ? undefined
    : 'The check digit of this ISIN does not fit its other characters. Compare it with the issuer or the exchange.';
}
