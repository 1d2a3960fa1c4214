import type { StreamEvent } from './stream-event.js';

/** One record as Kafka holds it, not yet decoded; `timestamp` in milliseconds since 1970. */
export type StreamRecord = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly timestamp: string;
};

/** Consecutive records of one partition, asked for from `fetchedOffset` on. */
export type RecordBatch = {
  readonly topic: string;
  readonly partition: number;
  readonly fetchedOffset: bigint;
  readonly records: readonly StreamRecord[];
  /** To be called now and then in long work; rejects when the partition has gone to another member, and the work should then be given up. */
  readonly heartbeat: () => Promise<void>;
  /** True when the consumer is stopping or reads elsewhere by now: go no further. */
  readonly isStale: () => boolean;
  /**
   * Where the partition ended when this was fetched: the offset of the record to come. An end below what a consumer has applied already means that Kafka
   * has lost records, or the whole topic: nothing that follows may be taken for applied by its offset. Absent where nobody knows.
   */
  readonly endOffset?: bigint;
};

/** Where the consumer goes on; an offset other than the one after the batch, lower or higher, moves it there. */
export type BatchOutcome = { readonly nextOffset: bigint };

/** How far a group is behind in a partition, by the offsets it committed; a checkpoint in a database may be further. */
export type PartitionLag = {
  readonly topic: string;
  readonly partition: number;
  readonly committedOffset: bigint | null;
  readonly endOffset: bigint;
  readonly lag: bigint;
};

/** What to read, as which group, and what to do with each batch. */
export type Subscription = {
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * One call at a time for a partition. When it throws, the partition pauses, waits, and the same records are delivered again: none is ever skipped.
   * A member that is given a partition where its group has committed first delivers an empty batch at that offset, or at the first one that is kept when that
   * is no longer there: so that a checkpoint can send it elsewhere, or find out that it is ahead of what is there.
   */
  readonly onBatch: (batch: RecordBatch) => Promise<BatchOutcome>;
};

/** A running consumer; `stop` resolves when the batch in hand is done and the group is left. */
export type RunningSubscription = { readonly stop: () => Promise<void> };

/** Events of one partition as they stand there one after another, the first at `baseOffset`, in the order in which they were given. */
export type PublishedRun = {
  readonly topic: string;
  readonly partition: number;
  readonly baseOffset: bigint;
  readonly events: readonly StreamEvent[];
};

/** How to publish: calls of one lane (0 unless told otherwise) keep their order, those of different lanes overlap; `signal` gives up what the broker does not take. */
export type PublishOptions = { readonly lane?: number; readonly signal?: AbortSignal };

/** The port to the event stream: everything that the platform asks of Kafka. */
export type EventStream = {
  /**
   * Resolves when every in-sync replica has the events; calls of a lane are carried out one after another, so order is kept. Waits as long as the broker is
   * away, or until the signal: it then rejects, with nothing under way any more, though the broker may have taken some of the events.
   */
  publish(events: readonly StreamEvent[], options?: PublishOptions): Promise<readonly PublishedRun[]>;
  /** Resolves at once; the consumer connects, and connects again, by itself. */
  consumeBatches(subscription: Subscription): Promise<RunningSubscription>;
  lag(group: string, topics: readonly string[]): Promise<PartitionLag[]>;
  /** How many consumers belong to the group at the moment. */
  members(group: string): Promise<number>;
  /** True when a broker answered at the last look, a few seconds ago at most. */
  isConnected(): boolean;
  close(): Promise<void>;
};

/** Where the stream says what happens to it; a pino logger fits. */
export type StreamLog = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
