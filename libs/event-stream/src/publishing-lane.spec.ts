import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import type { Kafka, Message, Producer, ProducerBatch, ProducerConfig, RecordMetadata } from 'kafkajs';
import type { StreamLog } from './event-stream.js';
import { PublishingLane } from './publishing-lane.js';
import type { StreamEvent } from './stream-event.js';

const { KafkaJSConnectionError, KafkaJSNonRetriableError, KafkaJSProtocolError } = kafkajs;

const log: StreamLog = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const connection = { brokers: ['nowhere:1'], clientId: 'test', log };
const topic = 'jinqiao.products.v1' as const;
const never = new AbortController().signal;

/** The base offset, or how the request fails. */
type Answer = number | Error | (() => Error);

/** kafkajs as it answers, with the producers that were made and what each was asked to send, one line a request: `producer: version@partition …`. */
function broker(answers: Answer[]) {
  const said: string[] = [];
  let producers = 0;
  const producer = ({ createPartitioner }: ProducerConfig = {}): Producer => {
    const partitionOf = createPartitioner!();
    const partitionMetadata = [0, 1, 2].map((partitionId) => ({ partitionErrorCode: 0, partitionId, leader: 0, replicas: [], isr: [] }));
    producers += 1;
    const name = producers;
    const sendBatch = ({ topicMessages = [] }: ProducerBatch): Promise<RecordMetadata[]> => {
      const placed = topicMessages.flatMap(({ messages }) =>
        messages.map((message: Message) => ({ message, partition: partitionOf({ topic, partitionMetadata, message }) })),
      );
      const versions = placed.map(({ message, partition }) => `${Number(String(message.headers?.['ce_sequence']))}@${partition}`);
      said.push(`${name}: ${versions.join(' ')}`);
      const next = answers.shift() ?? 0;
      const answer = typeof next === 'function' ? next() : next;
      if (answer instanceof Error) return Promise.reject(answer);
      const partitions = [...new Set(placed.map(({ partition }) => partition))];
      return Promise.resolve(partitions.map((partition) => ({ topicName: topic, partition, errorCode: 0, baseOffset: String(answer) })));
    };
    const connect = () => Promise.resolve(void said.push(`${name} connects`));
    const disconnect = () => Promise.resolve(void said.push(`${name} leaves`));
    return { connect, disconnect, sendBatch } as unknown as Producer;
  };
  return { said, client: () => ({ producer }) as unknown as Pick<Kafka, 'producer'> };
}

/** A subject whose events belong to that partition of three, by Kafka's partitioner. */
function subjectIn(partition: number): string {
  const partitionOf = kafkajs.Partitioners.DefaultPartitioner();
  const partitionMetadata = [0, 1, 2].map((partitionId) => ({ partitionErrorCode: 0, partitionId, leader: 0, replicas: [], isr: [] }));
  for (;;) {
    const subject = randomUUID();
    if (partitionOf({ topic, partitionMetadata, message: { key: subject, value: null } }) === partition) return subject;
  }
}

const [here, there] = [subjectIn(0), subjectIn(2)];
const event = (subject: string, version: number): StreamEvent => ({
  id: randomUUID(),
  type: 'jinqiao.product.amended.v1',
  source: '//jinqiao/test',
  topic,
  subject,
  version,
  happenedAt: '2026-11-24T01:02:03.004Z',
  recordedAt: '2026-11-24T01:02:03.005Z',
  correlationId: 'test',
  data: {},
});

const closed = () => new KafkaJSConnectionError(new Error('closed'));

/** As kafkajs wraps what the broker answered. */
const protocolError = (type: string, code: number, retriable: boolean): Error =>
  Object.assign(new KafkaJSNonRetriableError(type), {
    cause: new KafkaJSProtocolError(Object.assign(new Error(type), { type, code, retriable })),
  });

const lane = (answers: Answer[], idempotent = true) => {
  const { said, client } = broker(answers);
  return { said, lane: new PublishingLane(connection, { idempotent }, client) };
};

test('tells where each event stands, by what the broker answers', async () => {
  const { lane: one } = lane([7]);
  const events = [event(here, 1), event(there, 5), event(here, 2)];
  expect(await one.publish(events, { enough: never, cut: undefined })).toEqual([
    { topic, partition: 0, baseOffset: 7n, events: [events[0], events[2]] },
    { topic, partition: 2, baseOffset: 7n, events: [events[1]] },
  ]);
});

test('repeats only the partitions that were refused, each in a request of its own', async () => {
  const refused = protocolError('NOT_LEADER_OR_FOLLOWER', 6, true);
  const { said, lane: one } = lane([refused, 3, refused, 4]);
  await one.publish([event(here, 1), event(there, 5), event(here, 2)], { enough: never, cut: undefined });
  expect(said).toEqual(['1 connects', '1: 1@0 5@2 2@0', '1: 1@0 2@0', '1: 5@2', '1: 5@2']);
});

test('connects anew after a lost connection, with the same producer, whose numbers let the broker drop what it has', async () => {
  const { said, lane: one } = lane([closed(), 0]);
  await one.publish([event(here, 1)], { enough: never, cut: undefined });
  expect(said).toEqual(['1 connects', '1: 1@0', '1 leaves', '1 connects', '1: 1@0']);
});

test('takes a new connection and a new producer each time without idempotence', async () => {
  const { said, lane: one } = lane([closed(), 0], false);
  await one.publish([event(here, 1)], { enough: never, cut: undefined });
  expect(said).toEqual(['1 connects', '1: 1@0', '1 leaves', '2 connects', '2: 1@0']);
});

test.each([
  ['OUT_OF_ORDER_SEQUENCE_NUMBER', 45],
  ['DUPLICATE_SEQUENCE_NUMBER', 46],
  ['INVALID_PRODUCER_EPOCH', 47],
  ['UNKNOWN_PRODUCER_ID', 59],
])('goes on with a new producer after %s (%i)', async (type, code) => {
  const { said, lane: one } = lane([protocolError(type, code, false), 0]);
  await one.publish([event(here, 1)], { enough: never, cut: undefined });
  expect(said).toEqual(['1 connects', '1: 1@0', '1 leaves', '2 connects', '2: 1@0']);
});

test('rejects what the broker will never take, and publishes the next by a new producer: the numbers of the old one are spoilt', async () => {
  const { said, lane: one } = lane([protocolError('MESSAGE_TOO_LARGE', 10, false), 0]);
  await expect(one.publish([event(here, 1), event(there, 1)], { enough: never, cut: undefined })).rejects.toThrow('MESSAGE_TOO_LARGE');
  await one.publish([event(here, 2)], { enough: never, cut: undefined });
  expect(said).toEqual(['1 connects', '1: 1@0 1@2', '1 leaves', '2 connects', '2: 2@0']);
});

test('gives up when it is told to, and publishes the next by a new producer', async () => {
  const enough = new AbortController();
  const { said, lane: one } = lane([
    () => {
      enough.abort(new Error('another replica may try'));
      return closed();
    },
    0,
  ]);
  await expect(one.publish([event(here, 1)], { enough: never, cut: enough.signal })).rejects.toThrow('another replica may try');
  await one.publish([event(here, 2)], { enough: never, cut: undefined });
  expect(said.filter((line) => line.includes('@'))).toEqual(['1: 1@0', '2: 2@0']);
});
