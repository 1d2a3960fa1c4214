import type { EachBatchPayload } from 'kafkajs';
import type { StreamLog } from './event-stream.js';

type Noted = { readonly payload: EachBatchPayload; readonly nextOffset: bigint };

/**
 * Commits offsets behind the consumer's back: one request at a time with the newest offset of every partition, so that the next fetch need not wait.
 * The committed offset is a hint for the next member and for the lag: what was applied stands in the projection's own checkpoint.
 */
export class OffsetCommits {
  private readonly noted = new Map<string, Noted>();
  private running: Promise<void> | undefined;

  constructor(private readonly log: StreamLog) {}

  note(payload: EachBatchPayload, nextOffset: bigint): void {
    this.noted.set(`${payload.batch.topic}/${payload.batch.partition}`, { payload, nextOffset });
    this.running ??= this.commitAll().finally(() => (this.running = undefined));
  }

  /** What was noted belongs to partitions that may be another member's by now. */
  forget(): void {
    this.noted.clear();
  }

  async settled(): Promise<void> {
    await this.running;
  }

  private async commitAll(): Promise<void> {
    while (this.noted.size > 0) {
      const places = [...this.noted.values()];
      this.noted.clear();
      const topics = places.map(({ payload: { batch }, nextOffset }) => ({
        topic: batch.topic,
        partitions: [{ partition: batch.partition, offset: String(nextOffset) }],
      }));
      try {
        await places.at(-1)?.payload.commitOffsetsIfNecessary({ topics });
      } catch (error) {
        this.log.debug({ err: error, topics }, 'Offsets were not committed; the next commit makes up for it');
      }
    }
  }
}
