import type { RecordBatch, StreamRecord } from '@jinqiao/event-stream/event-stream';

/** What of a batch is still to apply, or the offset from which the consumer has to fetch instead. */
export type FreshRecords = { readonly seekTo: bigint } | { readonly records: readonly StreamRecord[]; readonly nextOffset: bigint };

/**
 * Compares a fetched batch with the checkpoint: a batch from above it would leave a gap, so the consumer goes back;
 * records below it are applied already and dropped.
 */
export function freshRecords(batch: Pick<RecordBatch, 'fetchedOffset' | 'records'>, checkpoint: bigint): FreshRecords {
  if (batch.fetchedOffset > checkpoint) return { seekTo: checkpoint };
  const records = batch.records.filter((record) => record.offset >= checkpoint);
  const last = records.at(-1);
  return last === undefined ? { seekTo: checkpoint } : { records, nextOffset: last.offset + 1n };
}
