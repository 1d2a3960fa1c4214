import kafkajs from 'kafkajs';
import type { Producer, TopicMessages } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { backOff, worthALine } from './back-off.js';
import { encodeRecord } from './cloud-events.js';
import { kafkaClient } from './kafka-client.js';
import type { KafkaConnection } from './kafka-client.js';
import type { StreamEvent } from './stream-event.js';

// kafkajs is CommonJS, and Node finds only some of its names by itself.
const { KafkaJSProtocolError, Partitioners } = kafkajs;

const allInSyncReplicas = -1;

const closeGraceMs = 5_000;

/** Publishes one call after another, each until it is acknowledged. */
export class KafkaPublisher {
  private readonly closing = new AbortController();
  private producer: Producer | undefined;
  private inOrder: Promise<void> = Promise.resolve();

  constructor(private readonly connection: KafkaConnection) {}

  publish(events: readonly StreamEvent[]): Promise<void> {
    if (events.length === 0) return Promise.resolve();
    const topicMessages = byTopic(events);
    const published = this.inOrder.then(() => this.sendUntilAcknowledged(topicMessages));
    this.inOrder = published.catch(() => undefined);
    return published;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.race([this.inOrder, sleep(closeGraceMs, undefined, { ref: false })]);
    await this.forgetProducer();
    await this.inOrder;
    // A send that was still being repeated may have connected once more.
    await this.forgetProducer();
  }

  private async sendUntilAcknowledged(topicMessages: TopicMessages[]): Promise<void> {
    const { log } = this.connection;
    for (let failures = 0; ;) {
      if (this.closing.signal.aborted) throw new Error('The event stream was closed before the broker acknowledged the events.');
      try {
        const producer = await this.connected();
        await producer.sendBatch({ acks: allInSyncReplicas, topicMessages });
        if (failures > 0) log.info({ failures }, 'Kafka takes events again');
        return;
      } catch (error) {
        await this.forgetProducer();
        if (isRefusal(error)) throw error;
        failures += 1;
        if (worthALine(failures)) log.warn({ err: error, failures }, 'Kafka did not take the events; they will be sent again');
        await backOff(failures, this.closing.signal);
      }
    }
  }

  private async connected(): Promise<Producer> {
    if (this.producer) return this.producer;
    // One request in flight: a repeated request can then not be overtaken by a later one.
    this.producer = kafkaClient(this.connection).producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
    await this.producer.connect();
    return this.producer;
  }

  private async forgetProducer(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }
}

function byTopic(events: readonly StreamEvent[]): TopicMessages[] {
  const topics = new Map<string, TopicMessages>();
  for (const event of events) {
    const { topic, key, value, headers } = encodeRecord(event);
    const messages = topics.get(topic) ?? { topic, messages: [] };
    messages.messages.push({ key, value, headers });
    topics.set(topic, messages);
  }
  return [...topics.values()];
}

/** True when the broker answered that it will never take this (too large, not allowed): to send it again would only block what follows. */
function isRefusal(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof KafkaJSProtocolError) return !cause.retriable;
  }
  // Not even a TypeError is one: kafkajs throws it when a connection ends at the wrong moment.
  return false;
}
