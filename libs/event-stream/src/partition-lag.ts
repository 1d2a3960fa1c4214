import type { Admin } from 'kafkajs';
import type { PartitionLag } from './event-stream.js';

/** A lag, and the first offset that the broker keeps. */
export type PartitionPlace = PartitionLag & { readonly beginOffset: bigint };

/** How far the group is behind in every partition of the topics; a group that never committed is behind by all that is kept. */
export async function partitionPlaces(admin: Admin, group: string, topics: readonly string[]): Promise<PartitionPlace[]> {
  const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
  const perTopic = await Promise.all(
    topics.map(async (topic) => {
      const offsets = new Map(
        committed.find((found) => found.topic === topic)?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]),
      );
      const ends = await admin.fetchTopicOffsets(topic);
      return ends.map(({ partition, high, low }) => partitionPlace({ topic, partition }, offsets.get(partition) ?? -1n, { high, low }));
    }),
  );
  return perTopic.flat().sort((one, other) => one.topic.localeCompare(other.topic) || one.partition - other.partition);
}

/** Kafka says -1 where nothing is committed. */
function partitionPlace(
  place: Pick<PartitionLag, 'topic' | 'partition'>,
  committed: bigint,
  kept: { high: string; low: string },
): PartitionPlace {
  const endOffset = BigInt(kept.high);
  const behind = endOffset - (committed < 0n ? BigInt(kept.low) : committed);
  return {
    ...place,
    beginOffset: BigInt(kept.low),
    committedOffset: committed < 0n ? null : committed,
    endOffset,
    lag: behind < 0n ? 0n : behind,
  };
}
