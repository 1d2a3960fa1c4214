import type { Consumer } from 'kafkajs';
import { backOff, worthALine } from './back-off.js';
import { BatchDelivery } from './batch-delivery.js';
import type { Subscription } from './event-stream.js';
import { kafkaClient } from './kafka-client.js';
import type { KafkaConnection } from './kafka-client.js';
import { StartingPoints } from './starting-points.js';
import type { CommittedOffset } from './starting-points.js';

const timing = { sessionTimeout: 10_000, rebalanceTimeout: 30_000, heartbeatInterval: 3_000, maxWaitTimeInMs: 250 };

const bytesMax = { maxBytesPerPartition: 1_048_576, maxBytes: 8_388_608 };

/** kafkajs is known to stop fetching without a word; a consumer that neither fetches nor works for so long is started anew. */
const stalledAfterMs = 60_000;

/** A consumer that is kept running: whatever ends it, a fresh one takes its place until `stop`. */
export class KafkaSubscription {
  private readonly stopping = new AbortController();
  private readonly delivery: BatchDelivery;
  private readonly startingPoints: StartingPoints;
  private readonly ended: Promise<void>;

  constructor(
    private readonly connection: KafkaConnection,
    private readonly subscription: Subscription,
    committedOffsets: () => Promise<readonly CommittedOffset[]>,
  ) {
    const { onBatch } = subscription;
    this.startingPoints = new StartingPoints({ onBatch, committedOffsets, log: connection.log });
    this.delivery = new BatchDelivery(onBatch, connection.log);
    this.ended = this.keepRunning();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  private async keepRunning(): Promise<void> {
    const { signal } = this.stopping;
    const { group, topics } = this.subscription;
    for (let failures = 0; !signal.aborted;) {
      const startedAt = Date.now();
      // A client of its own: kafkajs shares committed offsets between consumers of one client.
      const consumer = kafkaClient(this.connection).consumer({
        groupId: group,
        ...timing,
        ...bytesMax,
        allowAutoTopicCreation: false,
        retry: { restartOnFailure: () => Promise.resolve(false) },
      });
      const reason = await this.runUntilItEnds(consumer);
      await this.delivery.settled();
      await consumer.disconnect().catch(() => undefined);
      this.delivery.forgetPauses();
      if (signal.aborted) return;
      failures = Date.now() - startedAt > stalledAfterMs ? 1 : failures + 1;
      if (worthALine(failures))
        this.connection.log.warn({ err: reason, group, topics, failures }, 'The consumer ended and is started again');
      await backOff(failures, signal);
    }
  }

  /** Resolves with the reason, or with undefined when we stop. */
  private async runUntilItEnds(consumer: Consumer): Promise<unknown> {
    const { signal } = this.stopping;
    let watchdog: NodeJS.Timeout | undefined;
    let stop = (): void => undefined;
    const ended = new Promise<unknown>((resolve) => {
      stop = () => resolve(undefined);
      signal.addEventListener('abort', stop);
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        this.delivery.forgetPauses();
        this.startingPoints.assigned(consumer, payload.memberAssignment);
      });
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
      let aliveAt = Date.now();
      consumer.on(consumer.events.FETCH_START, () => void (aliveAt = Date.now()));
      watchdog = setInterval(() => {
        if (this.delivery.isBusy()) aliveAt = Date.now();
        else if (Date.now() - aliveAt > stalledAfterMs) resolve(new Error(`Nothing was fetched for ${stalledAfterMs} ms.`));
      }, stalledAfterMs / 10);
    });
    try {
      return await Promise.race([ended, this.start(consumer).then(() => ended)]);
    } catch (error) {
      return error;
    } finally {
      clearInterval(watchdog);
      signal.removeEventListener('abort', stop);
      this.delivery.forgetPauses();
      this.startingPoints.end();
    }
  }

  private async start(consumer: Consumer): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.subscription.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 2,
      eachBatch: (payload) => this.delivery.deliver(payload),
    });
  }
}
