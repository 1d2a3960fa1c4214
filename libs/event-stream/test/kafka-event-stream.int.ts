import { randomUUID } from 'node:crypto';
import { eventually } from '@jinqiao/test-kit/eventually';
import { decodeRecord } from '../src/cloud-events.js';
import type { BatchOutcome, EventStream, RecordBatch } from '../src/event-stream.js';
import { connectKafka } from '../src/kafka-event-stream.js';
import { brokers, eventOf, makeTopic, quiet } from './scratch-stream.js';

const afterBatch = (batch: RecordBatch): BatchOutcome => ({ nextOffset: (batch.records.at(-1)?.offset ?? batch.fetchedOffset - 1n) + 1n });

describe('the event stream on Kafka', () => {
  let stream: EventStream;
  beforeEach(() => (stream = connectKafka({ brokers, clientId: 'test', log: quiet })));
  afterEach(() => stream.close());

  test('keeps the order of a key, whatever is published at once', async () => {
    const topic = await makeTopic(4);
    const subjects = Array.from({ length: 10 }, () => randomUUID());
    const versions = Array.from({ length: 20 }, (_none, index) => index + 1);
    await Promise.all(versions.map((version) => stream.publish(subjects.map((subject) => eventOf(topic, subject, version)))));

    const seen = new Map<string, number[]>();
    const partitions = new Map<string, Set<number>>();
    await stream.consumeBatches({
      group: randomUUID(),
      topics: [topic],
      onBatch: (batch) => {
        for (const record of batch.records) {
          const { subject, version } = decodeRecord(record);
          seen.set(subject, [...(seen.get(subject) ?? []), version]);
          partitions.set(subject, (partitions.get(subject) ?? new Set()).add(record.partition));
        }
        return Promise.resolve(afterBatch(batch));
      },
    });
    await eventually(() => expect([...seen.values()].flat()).toHaveLength(200));
    for (const subject of subjects) {
      expect(seen.get(subject)).toEqual(versions);
      expect(partitions.get(subject)?.size).toBe(1);
    }
  });

  test('puts a key where Java clients put it', async () => {
    const topic = await makeTopic(12);
    // By murmur2 of Kafka's own tests: toPositive(murmur2("foobar")) = -790332482 & 0x7fffffff, "21" = -973932308 & 0x7fffffff.
    const expected = new Map(
      [
        ['foobar', -790332482],
        ['21', -973932308],
      ].map(([key, hash]) => [key as string, ((hash as number) & 0x7fffffff) % 12]),
    );
    await stream.publish([...expected.keys()].map((key) => eventOf(topic, key, 1)));
    const found = new Map<string, number>();
    await stream.consumeBatches({
      group: randomUUID(),
      topics: [topic],
      onBatch: (batch) => {
        for (const record of batch.records) found.set(String(record.key), record.partition);
        return Promise.resolve(afterBatch(batch));
      },
    });
    await eventually(() => expect(found.size).toBe(2));
    expect(found).toEqual(expected);
  });

  test('goes on where the outcome says, back or forward', async () => {
    const topic = await makeTopic(1);
    const subject = randomUUID();
    await stream.publish([1, 2, 3, 4, 5, 6].map((version) => eventOf(topic, subject, version)));
    const fetched: bigint[] = [];
    const outcomes = [2n, 0n, 5n, 6n];
    await stream.consumeBatches({
      group: randomUUID(),
      topics: [topic],
      onBatch: (batch) => {
        fetched.push(batch.fetchedOffset);
        expect(batch.records[0]?.offset).toBe(batch.fetchedOffset);
        return Promise.resolve({ nextOffset: outcomes.shift() ?? 7n });
      },
    });
    await eventually(() => expect(fetched).toEqual([0n, 2n, 0n, 5n]));
    await stream.publish([eventOf(topic, subject, 7)]);
    await eventually(() => expect(fetched).toEqual([0n, 2n, 0n, 5n, 6n]));
  });

  test('delivers a batch again that failed, skips nothing, and does not hold up the other partitions', async () => {
    const topic = await makeTopic(8);
    const subjects = Array.from({ length: 40 }, () => randomUUID());
    await stream.publish(subjects.map((subject) => eventOf(topic, subject, 1)));
    const applied = new Map<string, number[]>();
    let poisonous: number | undefined;
    let failures = 0;
    await stream.consumeBatches({
      group: randomUUID(),
      topics: [topic],
      onBatch: (batch) => {
        poisonous ??= batch.partition;
        if (batch.partition === poisonous && failures < 3) {
          failures += 1;
          return Promise.reject(new Error('the database is away'));
        }
        for (const record of batch.records) {
          const { subject, version } = decodeRecord(record);
          applied.set(subject, [...(applied.get(subject) ?? []), version]);
        }
        return Promise.resolve(afterBatch(batch));
      },
    });
    await eventually(() => expect(applied.size).toBe(40));
    await stream.publish(subjects.map((subject) => eventOf(topic, subject, 2)));
    await eventually(() => expect([...applied.values()].flat()).toHaveLength(80));
    for (const subject of subjects) expect(applied.get(subject)).toEqual([1, 2]);
    expect(failures).toBe(3);
  });

  test('tells how far a group is behind, and goes on from there when the consumer comes back', async () => {
    const topic = await makeTopic(2);
    const group = randomUUID();
    const subject = randomUUID();
    const total = async (): Promise<bigint> => (await stream.lag(group, [topic])).reduce((sum, { lag }) => sum + lag, 0n);
    await stream.publish([1, 2, 3].map((version) => eventOf(topic, subject, version)));
    expect(await total()).toBe(3n);
    expect((await stream.lag(group, [topic])).map(({ committedOffset }) => committedOffset)).toEqual([null, null]);

    const consume = async (versions: number[]) =>
      stream.consumeBatches({
        group,
        topics: [topic],
        onBatch: (batch) => {
          versions.push(...batch.records.map((record) => decodeRecord(record).version));
          return Promise.resolve(afterBatch(batch));
        },
      });
    const before: number[] = [];
    const first = await consume(before);
    await eventually(async () => expect(await total()).toBe(0n));
    await first.stop();
    await stream.publish([eventOf(topic, subject, 4)]);
    expect(await total()).toBe(1n);
    const after: number[] = [];
    const second = await consume(after);
    await eventually(() => expect(after).toEqual([4]));
    await second.stop();
    expect(before).toEqual([1, 2, 3]);
  });

  test('starts where the checkpoint says, though the group committed more and nothing new has come', async () => {
    const topic = await makeTopic(1);
    const group = randomUUID();
    const subject = randomUUID();
    await stream.publish([1, 2, 3].map((version) => eventOf(topic, subject, version)));
    let checkpoint = 0n;
    const applied: number[] = [];
    let away = 0;
    const consume = () =>
      stream.consumeBatches({
        group,
        topics: [topic],
        onBatch: (batch) => {
          if (away-- > 0) return Promise.reject(new Error('the database is away'));
          if (batch.fetchedOffset > checkpoint) return Promise.resolve({ nextOffset: checkpoint });
          for (const record of batch.records) {
            if (record.offset < checkpoint) continue;
            applied.push(decodeRecord(record).version);
            checkpoint = record.offset + 1n;
          }
          return Promise.resolve({ nextOffset: checkpoint });
        },
      });
    const first = await consume();
    await eventually(async () => expect((await stream.lag(group, [topic]))[0]?.committedOffset).toBe(3n));
    await first.stop();
    checkpoint = 1n;
    away = 2;
    const second = await consume();
    await eventually(() => expect(applied).toEqual([1, 2, 3, 2, 3]));
    await second.stop();
  });

  test('counts the members of a group', async () => {
    const topic = await makeTopic(2);
    const group = randomUUID();
    expect(await stream.members(group)).toBe(0);
    const running = await stream.consumeBatches({ group, topics: [topic], onBatch: (batch) => Promise.resolve(afterBatch(batch)) });
    await eventually(async () => expect(await stream.members(group)).toBe(1));
    await running.stop();
    await eventually(async () => expect(await stream.members(group)).toBe(0));
  });

  test('shares partitions out among the members of a group and takes them back from one that left', async () => {
    const topic = await makeTopic(6);
    const group = randomUUID();
    const subjects = Array.from({ length: 60 }, () => randomUUID());
    const members = [new Set<string>(), new Set<string>()];
    const join = (member: Set<string>) =>
      stream.consumeBatches({
        group,
        topics: [topic],
        onBatch: async (batch) => {
          for (const record of batch.records) member.add(decodeRecord(record).id);
          await batch.heartbeat();
          return afterBatch(batch);
        },
      });
    const [first] = await Promise.all(members.map(join));
    let published = 0;
    await eventually(async () => {
      await stream.publish(subjects.map((subject) => eventOf(topic, subject, 1)));
      published += subjects.length;
      expect(members.every((member) => member.size > 0)).toBe(true);
    });
    await first!.stop();
    await stream.publish(subjects.map((subject) => eventOf(topic, subject, 2)));
    published += subjects.length;
    await eventually(() => expect(new Set(members.flatMap((member) => [...member])).size).toBe(published));
  });

  test('waits for a topic that is still to be made', async () => {
    const topic = `test-${randomUUID()}`;
    const received: number[] = [];
    await stream.consumeBatches({
      group: randomUUID(),
      topics: [topic],
      onBatch: (batch) => {
        received.push(...batch.records.map((record) => decodeRecord(record).version));
        return Promise.resolve(afterBatch(batch));
      },
    });
    const published = stream.publish([eventOf(topic as never, randomUUID(), 1)]);
    const { ensureTopics } = await import('../src/topics.js');
    await ensureTopics(brokers, `{ defaults: { partitions: 3 }, topics: [${topic}] }`);
    await published;
    await eventually(() => expect(received).toEqual([1]));
  });

  test('says whether a broker answers', async () => {
    await eventually(() => expect(stream.isConnected()).toBe(true));
    await stream.close();
    expect(stream.isConnected()).toBe(false);
  });
});

test('a stream without a broker starts, says so, and closes', async () => {
  const lines: string[] = [];
  const stream = connectKafka({
    brokers: ['127.0.0.1:1'],
    clientId: 'test',
    log: { ...quiet, warn: (_fields, message) => lines.push(message) },
  });
  const subscription = await stream.consumeBatches({
    group: 'nobody',
    topics: ['nothing'],
    onBatch: () => Promise.reject(new Error('never')),
  });
  const published = expect(stream.publish([eventOf('jinqiao.products.v1', randomUUID(), 1)])).rejects.toThrow('was closed before');
  await eventually(() => expect(lines).toContain('Kafka does not answer; it is tried again without end'));
  expect(stream.isConnected()).toBe(false);
  await subscription.stop();
  await stream.close();
  await published;
});
