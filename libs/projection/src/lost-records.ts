import type { RecordBatch } from '@jinqiao/event-stream/event-stream';

/** What a batch says of records that were applied: still there, perhaps gone (ask again), or gone from Kafka. */
export type Loss = 'none' | 'suspected' | 'certain';

/**
 * A partition that ends below what was applied has lost records, or its topic was made anew: what follows may not be taken for applied by its offset.
 * A member that was slow has an old end in hand and proves nothing; a batch fetched after the checkpoint was seen at `suspectedAt` does.
 */
export function lossSeen({ endOffset }: Pick<RecordBatch, 'endOffset'>, checkpoint: bigint, suspectedAt: bigint | undefined): Loss {
  if (endOffset === undefined || endOffset >= checkpoint) return 'none';
  return suspectedAt !== undefined && endOffset < suspectedAt ? 'certain' : 'suspected';
}
