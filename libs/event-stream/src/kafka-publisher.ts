import { setTimeout as sleep } from 'node:timers/promises';
import type { PublishOptions, PublishedRun } from './event-stream.js';
import type { KafkaConnection } from './kafka-client.js';
import { PublishingLane } from './publishing-lane.js';
import type { ProducerChoice } from './publishing-lane.js';
import type { StreamEvent } from './stream-event.js';

const closeGraceMs = 5_000;

/** Publishes by lanes: each keeps the order of its calls over a producer and a connection of its own. */
export class KafkaPublisher {
  private readonly closing = new AbortController();
  private readonly lanes = new Map<number, PublishingLane>();

  constructor(
    private readonly connection: KafkaConnection,
    private readonly choice: ProducerChoice = { idempotent: true },
  ) {}

  publish(events: readonly StreamEvent[], { lane = 0, signal }: PublishOptions = {}): Promise<readonly PublishedRun[]> {
    if (events.length === 0) return Promise.resolve([]);
    return this.lane(lane).publish(events, { enough: this.closing.signal, cut: signal });
  }

  async close(): Promise<void> {
    const lanes = [...this.lanes.values()];
    this.closing.abort(new Error('The event stream was closed before the broker acknowledged the events.'));
    await Promise.race([Promise.all(lanes.map((lane) => lane.ended())), sleep(closeGraceMs, undefined, { ref: false })]);
    await Promise.all(lanes.map((lane) => lane.forgetProducer()));
    await Promise.all(lanes.map((lane) => lane.ended()));
  }

  private lane(number: number): PublishingLane {
    const lane = this.lanes.get(number) ?? new PublishingLane(this.connection, this.choice);
    this.lanes.set(number, lane);
    return lane;
  }
}
