import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@jinqiao/embedded-servers/free-port';
import { startKafka } from '@jinqiao/embedded-servers/kafka';
import { FaultProxy } from '@jinqiao/test-kit/fault-proxy';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { encodeRecord } from '../src/cloud-events.js';
import { KafkaPublisher } from '../src/kafka-publisher.js';
import { ensureTopics } from '../src/topics.js';
import { eventOf, quiet } from './scratch-stream.js';
import { countOrder } from './topic-order.js';
import type { OrderCounts } from './topic-order.js';
import type { StreamEvent } from '../src/stream-event.js';

/** The ways to produce that are held against each other: ours with and without idempotence, and kafkajs as it comes with five requests under way. */
export const variants = ['idempotent', 'plain', 'five in flight'] as const;
export type Variant = (typeof variants)[number];

/** What happens to the connections or the broker while the writer writes. */
export type Fault = { readonly name: string; strike(house: House): Promise<void> };

export type House = { readonly proxy: FaultProxy; readonly killAndRestart: () => Promise<void> };

const subjectsCount = 40;
const subjectsInABatch = 20;
const goesOnWithinMs = 120_000;
const topic = 'jinqiao.products.v1' as const;

/** Connections reset again and again; connections that are forgotten; bytes that stand still longer than a request may take, and then arrive; the broker killed. */
export const faults: readonly Fault[] = [
  {
    name: 'resets',
    strike: async ({ proxy }) => {
      for (let times = 0; times < 15; times += 1) {
        await sleep(100 + (times % 5) * 60);
        proxy.reset();
      }
    },
  },
  {
    name: 'slow, then reset under way',
    strike: async ({ proxy }) => {
      for (let times = 0; times < 6; times += 1) {
        await proxy.become({ kind: 'slow', delayMs: 150 });
        await sleep(700);
        proxy.reset();
        await proxy.become({ kind: 'pass' });
        await sleep(300);
      }
    },
  },
  {
    name: 'forgotten connections',
    strike: async ({ proxy }) => {
      proxy.forget();
      await sleep(21_000);
    },
  },
  {
    name: 'still for 25 s, then all arrives',
    strike: async ({ proxy }) => {
      await proxy.become({ kind: 'blackhole' });
      await sleep(25_000);
      await proxy.become({ kind: 'pass' });
    },
  },
  { name: 'broker killed', strike: ({ killAndRestart }) => killAndRestart() },
];

/** Writes by a variant while the fault strikes, `rounds` times with quiet in between, and counts what stands on the topic in the end. */
export async function measureProducer(variant: Variant, fault: Fault, rounds: number): Promise<OrderCounts> {
  const dir = mkdtempSync(join(tmpdir(), 'producer-choice-'));
  const port = await freePort();
  const proxy = await FaultProxy.start({ host: '127.0.0.1', port });
  const start = () => startKafka({ dir, port, advertisedPort: proxy.port, heapMb: 192, quickStart: true });
  let kafka = await start();
  const brokers = [`127.0.0.1:${proxy.port}`];
  const killAndRestart = async (): Promise<void> => {
    process.kill(kafka.pid, 'SIGKILL');
    await kafka.exited;
    kafka = await start();
  };
  try {
    await ensureTopics(brokers, `{ defaults: { partitions: 12 }, topics: [${topic}] }`);
    const writer = writerBy(variant, brokers);
    await sleep(500);
    for (let round = 0; round < rounds; round += 1) {
      await fault.strike({ proxy, killAndRestart });
      await writer.goesOn();
    }
    const acknowledged = await writer.stop();
    await sleep(1_000);
    return countOrder(await readTopic(brokers), acknowledged);
  } finally {
    await proxy.stop();
    await kafka.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

type Writer = { goesOn(): Promise<void>; stop(): Promise<ReadonlyMap<string, number>> };

/** Writes the next version of twenty of forty keys, again and again; a version follows when the one before was handed over (or acknowledged, where one request is under way at a time). */
function writerBy(variant: Variant, brokers: readonly string[]): Writer {
  const subjects = Array.from({ length: subjectsCount }, () => randomUUID());
  const versions = new Map<string, number>();
  const producing = variant === 'five in flight' ? fiveInFlight(brokers) : ours(variant, brokers);
  let batches = 0;
  let writing = true;
  const ended = (async () => {
    for (let turn = 0; writing; turn += 1) {
      const chosen = Array.from({ length: subjectsInABatch }, (_none, index) => subjects[(turn * 7 + index) % subjectsCount] as string);
      for (const subject of chosen) versions.set(subject, (versions.get(subject) ?? 0) + 1);
      await producing.send(chosen.map((subject) => eventOf(topic, subject, versions.get(subject) ?? 1)));
      batches += 1;
    }
    await producing.end();
  })();
  return {
    goesOn: async () => {
      const before = batches;
      const until = performance.now() + goesOnWithinMs;
      while (batches < before + 20) {
        if (performance.now() > until) throw new Error(`The producer had not gone on ${goesOnWithinMs / 1_000} s after the fault.`);
        await Promise.race([sleep(20), ended]);
      }
    },
    stop: async () => {
      writing = false;
      await ended;
      return versions;
    },
  };
}

type Producing = { send(events: readonly StreamEvent[]): Promise<void>; end(): Promise<void> };

function ours(variant: Variant, brokers: readonly string[]): Producing {
  const publisher = new KafkaPublisher({ brokers, clientId: 'producer-choice', log: quiet }, { idempotent: variant === 'idempotent' });
  return { send: async (events) => void (await publisher.publish(events)), end: () => publisher.close() };
}

/** Each batch is repeated until it is acknowledged, as above, but the next ones do not wait for it. */
function fiveInFlight(brokers: readonly string[]): Producing {
  const producer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  const connected = producer.connect();
  const underWay = new Set<Promise<void>>();
  const untilTaken = async (events: readonly StreamEvent[]): Promise<void> => {
    const messages = events.map((event) => encodeRecord(event)).map(({ key, value, headers }) => ({ key, value, headers }));
    for (;;) {
      try {
        await connected;
        await producer.send({ topic, messages });
        return;
      } catch {
        await sleep(100);
      }
    }
  };
  return {
    async send(events) {
      const sending = untilTaken(events).finally(() => underWay.delete(sending));
      underWay.add(sending);
      if (underWay.size >= 5) await Promise.race(underWay);
    },
    async end() {
      await Promise.all(underWay);
      await producer.disconnect();
    },
  };
}

async function readTopic(brokers: readonly string[]): Promise<Map<string, number[]>> {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { retries: 20 } });
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]));
  await admin.disconnect();
  const order = new Map<string, number[]>();
  const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 50 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const next = new Map<number, number>();
  await new Promise<void>((resolve) => {
    const isDone = (): boolean => [...ends].every(([partition, end]) => end === 0 || (next.get(partition) ?? 0) >= end);
    void consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        for (const { key, headers, offset } of batch.messages) {
          // A partition may be delivered again after a failed fetch.
          if (Number(offset) < (next.get(batch.partition) ?? 0)) continue;
          next.set(batch.partition, Number(offset) + 1);
          order.set(String(key), [...(order.get(String(key)) ?? []), Number(String(headers?.['ce_sequence']))]);
        }
        if (isDone()) resolve();
        await Promise.resolve();
      },
    });
  });
  await consumer.disconnect();
  return order;
}
