import type { Consumer } from 'kafkajs';
import { backOff, worthALine } from './back-off.js';
import type { StreamLog, Subscription } from './event-stream.js';

/** A partition of a topic: the offset that the group committed there, the first one that is kept, and the one to come. */
export type CommittedOffset = {
  readonly topic: string;
  readonly partition: number;
  readonly committedOffset: bigint | null;
  readonly beginOffset: bigint;
  readonly endOffset: bigint;
};

/** What the question needs: whom to ask, and what Kafka would say. */
export type StartingPointsOptions = {
  readonly onBatch: Subscription['onBatch'];
  readonly committedOffsets: () => Promise<readonly CommittedOffset[]>;
  readonly log: StreamLog;
};

/**
 * Asks for each partition that this member is given where to start, by an empty batch at the offset that the group committed.
 * Kafka's offset is only a hint: a projection that is new, was reset or was restored from a backup stands elsewhere,
 * and without the question it would learn so only when the next record arrives; one that is ahead of all that is there (the topic was lost and made anew)
 * would wait in silence. The partition waits for the answer.
 */
export class StartingPoints {
  private round = new AbortController();

  constructor(private readonly options: StartingPointsOptions) {}

  /** Begins with a new assignment, `{ topic: partitions }`; what was still to be asked about the former is dropped. */
  assigned(consumer: Consumer, assignment: Readonly<Record<string, readonly number[]>>): void {
    this.end();
    this.round = new AbortController();
    const topicPartitions = Object.entries(assignment).map(([topic, partitions]) => ({ topic, partitions: [...partitions] }));
    if (topicPartitions.length === 0) return;
    consumer.pause(topicPartitions);
    // Seeking and resuming throw when the consumer has ended meanwhile: its successor asks again.
    this.ask(consumer, assignment, this.round.signal).catch((error: unknown) =>
      this.options.log.debug({ err: error }, 'The consumer ended before it knew where to start'),
    );
  }

  end(): void {
    this.round.abort();
  }

  private async ask(consumer: Consumer, assignment: Readonly<Record<string, readonly number[]>>, signal: AbortSignal): Promise<void> {
    const committed = (await this.persistently(() => this.options.committedOffsets(), signal)) ?? [];
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        const place = committed.find((found) => found.topic === topic && found.partition === partition);
        if (typeof place?.committedOffset === 'bigint')
          await this.askAbout(consumer, { ...place, committedOffset: place.committedOffset }, signal);
        if (signal.aborted) return;
        consumer.resume([{ topic, partitions: [partition] }]);
      }
    }
  }

  private async askAbout(consumer: Consumer, place: CommittedOffset & { committedOffset: bigint }, signal: AbortSignal): Promise<void> {
    const { topic, partition, committedOffset, beginOffset, endOffset } = place;
    const isKept = committedOffset >= beginOffset && committedOffset <= endOffset;
    const fetchedOffset = isKept ? committedOffset : beginOffset;
    const question = {
      topic,
      partition,
      fetchedOffset,
      endOffset,
      records: [],
      heartbeat: () => Promise.resolve(),
      isStale: () => signal.aborted,
    };
    const outcome = await this.persistently(() => this.options.onBatch(question), signal);
    if (outcome === undefined || signal.aborted) return;
    const fields = { topic, partition, committed: String(committedOffset), start: String(outcome.nextOffset) };
    if (!isKept) {
      const kept = { first: String(beginOffset), end: String(endOffset) };
      this.options.log.error({ ...fields, ...kept }, 'Kafka no longer has what the group committed: it has lost records of this partition');
    }
    if (outcome.nextOffset === committedOffset) return;
    this.options.log.info(fields, 'The consumer starts elsewhere');
    consumer.seek({ topic, partition, offset: String(outcome.nextOffset) });
  }

  /** Repeats until there is an answer; undefined when the round is over first. */
  private async persistently<Answer>(question: () => Promise<Answer>, signal: AbortSignal): Promise<Answer | undefined> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        return await question();
      } catch (error) {
        if (worthALine(failures))
          this.options.log.error({ err: error, failures }, 'It is not known yet where to start; the partition waits');
        await backOff(failures, signal);
      }
    }
    return undefined;
  }
}
