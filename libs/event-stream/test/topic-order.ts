/** What stands on a topic, by key: `versions` in the order of the topic. */
export type TopicOrder = ReadonlyMap<string, readonly number[]>;

/**
 * What a topic shows of how it was written. An inversion: a version that stands for the first time behind a higher one of its key. A late repetition: a version
 * that stood already and stands once more behind a higher one. A gap: a version that was acknowledged and is not there.
 */
export type OrderCounts = {
  readonly records: number;
  readonly repetitions: number;
  readonly lateRepetitions: number;
  readonly inversions: number;
  readonly gaps: number;
};

/** Counts them; `acknowledged` is the last version of each key that the broker said it has. */
export function countOrder(order: TopicOrder, acknowledged: ReadonlyMap<string, number>): OrderCounts {
  const counts = { records: 0, repetitions: 0, lateRepetitions: 0, inversions: 0, gaps: 0 };
  for (const [key, last] of acknowledged) {
    const seen = new Set<number>();
    let highest = 0;
    for (const version of order.get(key) ?? []) {
      counts.records += 1;
      if (seen.has(version)) counts.repetitions += 1;
      if (version < highest) counts[seen.has(version) ? 'lateRepetitions' : 'inversions'] += 1;
      seen.add(version);
      highest = Math.max(highest, version);
    }
    for (let version = 1; version <= last; version += 1) if (!seen.has(version)) counts.gaps += 1;
  }
  return counts;
}
