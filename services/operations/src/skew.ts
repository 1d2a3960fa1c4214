/**
 * How unevenly an amount lies on the partitions: the largest share against an even one, so 1 is even and the number of partitions is all on one.
 * Null where there is nothing to share out.
 */
export function skew(amounts: readonly number[]): number | null {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return total > 0 ? (Math.max(...amounts) * amounts.length) / total : null;
}
