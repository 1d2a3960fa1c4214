const decimalWithFraction = /^-?\d+\.\d+$/;

/** The JSON value with every decimal string at its shortest: `1.00` and `1.0` are both the amount `1`. */
export function withShortestDecimals(value: unknown): unknown {
  if (typeof value === 'string') return decimalWithFraction.test(value) ? value.replace(/\.?0+$/, '') : value;
  if (Array.isArray(value)) return value.map(withShortestDecimals);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withShortestDecimals(member)]));
  return value;
}
