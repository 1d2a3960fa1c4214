import kafkajs from 'kafkajs';
import type {
  ICustomPartitioner,
  Kafka,
  KafkaJSProtocolError as KafkaJSProtocolErrorType,
  Message,
  Producer,
  RecordMetadata,
  TopicMessages,
} from 'kafkajs';
import { backOff, worthALine } from './back-off.js';
import { encodeRecord } from './cloud-events.js';
import type { PublishedRun } from './event-stream.js';
import { kafkaClient } from './kafka-client.js';
import type { KafkaConnection } from './kafka-client.js';
import type { StreamEvent } from './stream-event.js';

// kafkajs is CommonJS, and Node finds only some of its names by itself.
const { KafkaJSProtocolError, Partitioners } = kafkajs;

const allInSyncReplicas = -1;

/** One event on its way: `partition` is where its key belongs, known once the producer has looked. */
type Outgoing = { readonly event: StreamEvent; readonly topic: string; readonly message: Message; partition?: number };

type PublishingEnds = { readonly enough: AbortSignal; readonly cut: AbortSignal | undefined };

type Outcome = { readonly runs: readonly PublishedRun[]; readonly left: readonly Outgoing[]; readonly error: unknown };

/** How a producer numbers what it sends: with `idempotent` the broker drops what a repeated request brings twice. */
export type ProducerChoice = { readonly idempotent: boolean };

/** Publishes one call after another, each until it is acknowledged or given up. One request in flight: nothing overtakes what is repeated. */
export class PublishingLane {
  private producer: Producer | undefined;
  private ready: Promise<Producer> | undefined;
  private inOrder: Promise<unknown> = Promise.resolve();
  private readonly sending = new Map<Message, Outgoing>();

  constructor(
    private readonly connection: KafkaConnection,
    private readonly choice: ProducerChoice,
    private readonly clientOf: (connection: KafkaConnection) => Pick<Kafka, 'producer'> = kafkaClient,
  ) {}

  /** `enough` ends the repetitions; `cut` also ends what is under way. */
  publish(events: readonly StreamEvent[], { enough, cut }: PublishingEnds): Promise<readonly PublishedRun[]> {
    const published = this.inOrder.then(() => this.sendUntilAcknowledged(events.map(outgoing), { enough, cut }));
    this.inOrder = published.catch(() => undefined);
    return published;
  }

  /** Resolves when nothing is under way any more. */
  async ended(): Promise<void> {
    await this.inOrder;
  }

  /** The next events go by a new producer, which starts to count anew. */
  async forgetProducer(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    this.ready = undefined;
    await producer?.disconnect().catch(() => undefined);
  }

  private async sendUntilAcknowledged(events: readonly Outgoing[], ends: PublishingEnds): Promise<readonly PublishedRun[]> {
    for (const one of events) this.sending.set(one.message, one);
    const cutOff = (): void => void this.producer?.disconnect().catch(() => undefined);
    ends.cut?.addEventListener('abort', cutOff);
    try {
      return await this.repeat(events, ends);
    } catch (error) {
      // The broker may have events under the numbers that this producer would give to the next ones, and would take those for repetitions.
      await this.forgetProducer();
      throw error;
    } finally {
      ends.cut?.removeEventListener('abort', cutOff);
      this.sending.clear();
      // A send that was cut off may have connected once more before it ended.
      if (ends.cut?.aborted) await this.forgetProducer();
    }
  }

  private async repeat(events: readonly Outgoing[], { enough, cut }: PublishingEnds): Promise<readonly PublishedRun[]> {
    const { log } = this.connection;
    const end = cut ? AbortSignal.any([enough, cut]) : enough;
    const runs: PublishedRun[] = [];
    let left = events;
    for (let failures = 0; ;) {
      end.throwIfAborted();
      const outcome = await this.send(left, failures > 0);
      runs.push(...outcome.runs);
      left = outcome.left;
      if (left.length === 0) {
        if (failures > 0) log.info({ failures }, 'Kafka takes events again');
        return runs;
      }
      if (isRefusal(outcome.error)) throw outcome.error as Error;
      failures += 1;
      if (worthALine(failures)) log.warn({ err: outcome.error, failures }, 'Kafka did not take the events; they will be sent again');
      await this.heal(outcome.error);
      await backOff(failures, end);
    }
  }

  /**
   * Sends all in one request; after a failure in one request a partition. kafkajs does not say which partitions took their part of a request that failed,
   * and would repeat it whole until all of them take it at once.
   */
  private async send(waiting: readonly Outgoing[], apart: boolean): Promise<Outcome> {
    const parts = apart ? byPartition(waiting) : [waiting];
    const outcomes = await Promise.allSettled(parts.map((part) => this.sendPart(part)));
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    return {
      runs: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : [])),
      left: parts.filter((_part, index) => outcomes[index]?.status === 'rejected').flat(),
      error: errors.find(isRefusal) ?? errors.find(isSequenceError) ?? errors[0],
    };
  }

  private async sendPart(part: readonly Outgoing[]): Promise<PublishedRun[]> {
    const producer = await this.connected();
    return runsOf(part, await producer.sendBatch({ acks: allInSyncReplicas, topicMessages: byTopic(part) }));
  }

  private connected(): Promise<Producer> {
    this.producer ??= this.newProducer();
    this.ready ??= connect(this.producer);
    return this.ready;
  }

  private newProducer(): Producer {
    return this.clientOf(this.connection).producer({
      createPartitioner: () => this.notingPartitioner(),
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      idempotent: this.choice.idempotent,
      // We repeat by ourselves, by partition; an idempotent producer of kafkajs insists on one repetition of its own, which the broker drops if it is one.
      retry: { retries: this.choice.idempotent ? 1 : 0 },
    });
  }

  /** Kafka's own partitioner; where it puts each message is needed to know which events stand at which offset. */
  private notingPartitioner(): ReturnType<ICustomPartitioner> {
    const choose = Partitioners.DefaultPartitioner();
    return (args) => {
      const partition = choose(args);
      const one = this.sending.get(args.message);
      if (one) one.partition = partition;
      return partition;
    };
  }

  /** An answer of the broker needs no new connection. An idempotent producer keeps its numbers when it connects anew, so that a repetition is recognised. */
  private async heal(error: unknown): Promise<void> {
    if (!this.choice.idempotent || isSequenceError(error)) await this.forgetProducer();
    else if (protocolError(error) === undefined) {
      this.ready = undefined;
      await this.producer?.disconnect().catch(() => undefined);
    }
  }
}

async function connect(producer: Producer): Promise<Producer> {
  await producer.connect();
  return producer;
}

function outgoing(event: StreamEvent): Outgoing {
  const { topic, key, value, headers } = encodeRecord(event);
  return { event, topic, message: { key, value, headers } };
}

function grouped<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}

const placeOf = ({ topic, partition }: Outgoing): string => `${topic}/${partition}`;

function byTopic(part: readonly Outgoing[]): TopicMessages[] {
  return [...grouped(part, ({ topic }) => topic)].map(([topic, ones]) => ({ topic, messages: ones.map(({ message }) => message) }));
}

function byPartition(waiting: readonly Outgoing[]): readonly (readonly Outgoing[])[] {
  return [...grouped(waiting, placeOf).values()];
}

function runsOf(part: readonly Outgoing[], answer: readonly RecordMetadata[]): PublishedRun[] {
  const places = grouped(part, placeOf);
  return answer.map(({ topicName: topic, partition, baseOffset }) => ({
    topic,
    partition,
    baseOffset: BigInt(baseOffset ?? -1),
    events: (places.get(`${topic}/${partition}`) ?? []).map(({ event }) => event),
  }));
}

function protocolError(error: unknown): KafkaJSProtocolErrorType | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof KafkaJSProtocolError) return cause;
  }
  return undefined;
}

/** OUT_OF_ORDER_SEQUENCE_NUMBER, DUPLICATE_SEQUENCE_NUMBER, INVALID_PRODUCER_EPOCH, UNKNOWN_PRODUCER_ID: the broker and this producer count differently. */
const sequenceErrors: readonly number[] = [45, 46, 47, 59];

function isSequenceError(error: unknown): boolean {
  return sequenceErrors.includes(protocolError(error)?.code ?? 0);
}

/**
 * True when the broker answered that it will never take this (too large, not allowed): to send it again would only block what follows.
 * Not even a TypeError is one: kafkajs throws it when a connection ends at the wrong moment.
 */
function isRefusal(error: unknown): boolean {
  return protocolError(error)?.retriable === false && !isSequenceError(error);
}
