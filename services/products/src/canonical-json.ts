/** One text for one JSON value: keys in order, no white space. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}

const decimalWithFraction = /^-?\d+\.\d+$/;

/** The JSON value with every decimal string at its shortest: `1.00` and `1.0` are both the amount `1`. */
export function withShortestDecimals(value: unknown): unknown {
  if (typeof value === 'string') return decimalWithFraction.test(value) ? value.replace(/\.?0+$/, '') : value;
  if (Array.isArray(value)) return value.map(withShortestDecimals);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withShortestDecimals(member)]));
  return value;
}
