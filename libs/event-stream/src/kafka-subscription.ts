import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer } from 'kafkajs';
import { backOff, worthALine } from './back-off.js';
import { BatchDelivery } from './batch-delivery.js';
import type { Subscription } from './event-stream.js';
import { kafkaClient } from './kafka-client.js';
import type { KafkaConnection } from './kafka-client.js';
import type { PartitionPlace } from './partition-lag.js';
import { StallWatch } from './stall-watch.js';
import { StartingPoints } from './starting-points.js';

const timing = { sessionTimeout: 10_000, rebalanceTimeout: 30_000, heartbeatInterval: 3_000, maxWaitTimeInMs: 250 };

const bytesMax = { maxBytesPerPartition: 1_048_576, maxBytes: 8_388_608 };

/** kafkajs is known to stop fetching without a word, and work may hang: a partition that has records to read and sees nothing happen for so long is stalled. */
const stalledAfterMsDefault = 60_000;

/** How long a consumer is given to leave the group; one whose work hangs never does. */
const leaveWithinMs = 15_000;

/** A consumer that is kept running: whatever ends it, a fresh one takes its place until `stop`. */
export class KafkaSubscription {
  private readonly stopping = new AbortController();
  private readonly delivery: BatchDelivery;
  private readonly startingPoints: StartingPoints;
  private readonly stallWatch: StallWatch;
  private readonly stalledAfterMs: number;
  private readonly ended: Promise<void>;

  constructor(
    private readonly connection: KafkaConnection,
    private readonly subscription: Subscription,
    private readonly places: () => Promise<readonly PartitionPlace[]>,
  ) {
    const { onBatch } = subscription;
    this.stalledAfterMs = connection.stalledAfterMs ?? stalledAfterMsDefault;
    this.stallWatch = new StallWatch(this.stalledAfterMs);
    this.startingPoints = new StartingPoints({ onBatch, committedOffsets: places, log: connection.log });
    this.delivery = new BatchDelivery(onBatch, connection.log, (topic, partition) => this.stallWatch.active(topic, partition));
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
      await this.leave(consumer);
      this.delivery.forgetPauses();
      if (signal.aborted) return;
      failures = Date.now() - startedAt > this.stalledAfterMs ? 1 : failures + 1;
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
        this.stallWatch.assigned(payload.memberAssignment);
        this.startingPoints.assigned(consumer, payload.memberAssignment);
      });
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
      watchdog = setInterval(() => {
        if (this.stallWatch.isQuietSomewhere()) void this.lookForStall().then((stall) => stall && resolve(stall));
      }, this.stalledAfterMs / 6);
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

  /** The stall that was found, after telling of one that a new consumer did not heal; undefined also where Kafka does not say. */
  private async lookForStall(): Promise<Error | undefined> {
    const lags = await this.places().catch(() => []);
    const stall = this.stallWatch.stalled(lags);
    if (stall === undefined || this.stopping.signal.aborted) return undefined;
    const { place, lag, committedOffset, again } = stall;
    const reason = new Error(
      `Nothing has happened in ${place} for ${this.stalledAfterMs} ms, although ${lag} records wait there behind offset ${committedOffset ?? 'none'}` +
        (again ? '; a new consumer did not help.' : '.'),
    );
    if (again) this.connection.onStalled?.(reason);
    return reason;
  }

  private async leave(consumer: Consumer): Promise<void> {
    const left = this.delivery.settled().then(() => consumer.disconnect());
    const late = new AbortController();
    await Promise.race([left.catch(() => undefined), sleep(leaveWithinMs, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
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
