/** One partition as one look at the stream found it. */
export type PartitionPosition = {
  readonly projection: string;
  readonly partition: number;
  readonly endOffset: bigint;
  readonly nextOffset: bigint;
  /** When the newest applied event was recorded by its producer; epoch milliseconds, null before the first. */
  readonly recordedAtMs: number | null;
};

/** Until when each partition is known to be complete here: epoch milliseconds, null while nothing is known. */
export type CompleteUntil = ReadonlyMap<string, number | null>;

/**
 * What one more look adds. A partition with nothing outstanding is complete up to the moment before its end was read;
 * one that lags is complete up to its newest applied event, or to the last look that found it complete.
 */
export function lookAgain(before: CompleteUntil, positions: readonly PartitionPosition[], lookedAtMs: number): CompleteUntil {
  return new Map(
    positions.map((position) => {
      const key = `${position.projection}/${position.partition}`;
      if (position.nextOffset >= position.endOffset) return [key, lookedAtMs];
      return [key, latest(before.get(key) ?? null, position.recordedAtMs)];
    }),
  );
}

/** How far the catalogue may be behind its streams, in milliseconds: the age of its least complete partition. Null when that is not known. */
export function freshnessMs(completeUntil: CompleteUntil, nowMs: number): number | null {
  const moments = [...completeUntil.values()];
  if (moments.length === 0 || moments.includes(null)) return null;
  return Math.max(0, nowMs - Math.min(...moments.map(Number)));
}

function latest(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.max(left, right);
}
