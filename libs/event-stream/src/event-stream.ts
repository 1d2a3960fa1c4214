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
   * A member that is given a partition where its group has committed first delivers an empty batch at that offset, so that a checkpoint can send it elsewhere.
   */
  readonly onBatch: (batch: RecordBatch) => Promise<BatchOutcome>;
};

/** A running consumer; `stop` resolves when the batch in hand is done and the group is left. */
export type RunningSubscription = { readonly stop: () => Promise<void> };

/** The port to the event stream: everything that the platform asks of Kafka. */
export type EventStream = {
  /** Resolves when every in-sync replica has the events; calls are carried out one after another, so order is kept. Waits as long as the broker is away. */
  publish(events: readonly StreamEvent[]): Promise<void>;
  /** Resolves at once; the consumer connects, and connects again, by itself. */
  consumeBatches(subscription: Subscription): Promise<RunningSubscription>;
  lag(group: string, topics: readonly string[]): Promise<PartitionLag[]>;
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
