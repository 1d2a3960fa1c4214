import type { Batch, EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { backOffMs, worthALine } from './back-off.js';
import type { RecordBatch, StreamLog, StreamRecord, Subscription } from './event-stream.js';
import { OffsetCommits } from './offset-commits.js';

/** Hands batches to `onBatch` and moves the consumer to where it says; a batch that fails waits with its partition paused and comes again. */
export class BatchDelivery {
  private readonly failures = new Map<string, number>();
  private readonly waiting = new Set<NodeJS.Timeout>();
  private readonly commits: OffsetCommits;

  constructor(
    private readonly onBatch: Subscription['onBatch'],
    private readonly log: StreamLog,
    private readonly signOfLife: (topic: string, partition: number) => void = () => undefined,
  ) {
    this.commits = new OffsetCommits(log);
  }

  /** Resolves when no offset is on its way to Kafka any more. */
  settled(): Promise<void> {
    return this.commits.settled();
  }

  /** The consumer has ended or joined anew: pauses of before are not to be lifted any more, offsets of before not to be committed. */
  forgetPauses(): void {
    this.commits.forget();
    for (const timer of this.waiting) clearTimeout(timer);
    this.waiting.clear();
  }

  /** Rejects only when this member has lost its place in the group, so that it joins again. */
  async deliver(payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    let lost: unknown;
    const heartbeat = async (): Promise<void> => {
      try {
        await payload.heartbeat();
        this.signOfLife(topic, partition);
      } catch (error) {
        lost = error;
        throw error;
      }
    };
    const batch = recordBatch(payload, heartbeat);
    this.signOfLife(topic, partition);
    try {
      const outcome = await this.onBatch(batch);
      this.failures.delete(place(batch));
      // Without auto-commit, to resolve an offset is to seek behind it, wherever that is; the next fetch starts there.
      payload.resolveOffset(String(outcome.nextOffset - 1n));
      this.commits.note(payload, outcome.nextOffset);
      // The group is left when the batch in hand has ended: too late to commit.
      if (!payload.isRunning()) await this.commits.settled();
    } catch (error) {
      if (lost !== undefined) throw lost as Error;
      this.tryAgainLater(batch, payload, error);
    } finally {
      this.signOfLife(topic, partition);
    }
  }

  private tryAgainLater(batch: RecordBatch, payload: EachBatchPayload, error: unknown): void {
    const { topic, partition, fetchedOffset } = batch;
    const failures = (this.failures.get(place(batch)) ?? 0) + 1;
    this.failures.set(place(batch), failures);
    const retryMs = Math.round(backOffMs(failures));
    if (worthALine(failures)) {
      const fields = { err: error, topic, partition, offset: String(fetchedOffset), failures, retryMs };
      this.log.error(fields, 'A batch failed as a whole: its partition waits, and the batch is delivered again');
    }
    const resume = payload.pause();
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      resume();
    }, retryMs);
    this.waiting.add(timer);
  }
}

const place = ({ topic, partition }: RecordBatch): string => `${topic}/${partition}`;

function recordBatch(payload: EachBatchPayload, heartbeat: () => Promise<void>): RecordBatch {
  const { batch } = payload;
  const { topic, partition } = batch;
  return {
    topic,
    partition,
    fetchedOffset: BigInt(fetchedOffset(batch)),
    records: batch.messages.map((message) => streamRecord(topic, partition, message)),
    heartbeat,
    isStale: () => !payload.isRunning() || payload.isStale(),
    endOffset: BigInt(batch.highWatermark),
  };
}

/** kafkajs sets it on every batch; its types do not say so. */
const fetchedOffset = (batch: Batch): string => (batch as Batch & { readonly fetchedOffset: string }).fetchedOffset;

function streamRecord(topic: string, partition: number, { offset, key, value, headers = {}, timestamp }: KafkaMessage): StreamRecord {
  return { topic, partition, offset: BigInt(offset), key, value, headers: headerTexts(headers), timestamp };
}

/** A header that stands twice counts once, as it stands first. */
function headerTexts(headers: IHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name, first.toString()]];
    }),
  );
}
