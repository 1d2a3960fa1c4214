const FORM = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

type Parts = { readonly negative: boolean; readonly whole: string; readonly fraction: string };

function partsOf(text: string): Parts {
  const match = FORM.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a decimal; write digits with at most one point, such as "499999.99".`);
  const whole = match[2] ?? '0';
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  return { negative: match[1] === '-' && (whole !== '0' || fraction !== ''), whole, fraction };
}

/** True for a plain decimal number: an optional minus, digits without leading zeros, at most one point with digits after it; no exponent, sign `+`, space or grouping. */
export function isDecimal(text: string): boolean {
  return FORM.test(text);
}

/** Exact order of two decimals, whatever their length; `"5"` and `"5.00"` are equal. Throws a RangeError for what is not a decimal. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  const left = partsOf(a);
  const right = partsOf(b);
  if (left.negative !== right.negative) return left.negative ? -1 : 1;
  const size = compareSizes(left, right);
  return left.negative && size !== 0 ? (size === 1 ? -1 : 1) : size;
}

function compareSizes(left: Parts, right: Parts): -1 | 0 | 1 {
  if (left.whole.length !== right.whole.length) return left.whole.length < right.whole.length ? -1 : 1;
  if (left.whole !== right.whole) return left.whole < right.whole ? -1 : 1;
  // Fractions without trailing zeros compare as texts: a prefix is the smaller number.
  if (left.fraction !== right.fraction) return left.fraction < right.fraction ? -1 : 1;
  return 0;
}

/** Digits written after the point, trailing zeros included. */
export function decimalScale(text: string): number {
  return FORM.exec(text)?.[3]?.length ?? 0;
}

/** The decimal without trailing zeros and without the sign of a zero: one text for one amount. Throws a RangeError for what is not a decimal. */
export function shortestDecimal(text: string): string {
  const { negative, whole, fraction } = partsOf(text);
  return `${negative ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}
