import { randomUUID } from 'node:crypto';
import type { Topic } from '@jinqiao/contracts/event-contract';
import { institutionApproved } from '@jinqiao/contracts/institution-events';
import { encodeRecord } from '@jinqiao/event-stream/cloud-events';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { eventually } from '@jinqiao/test-kit/eventually';
import { Kafka, logLevel } from 'kafkajs';
import type { Message } from 'kafkajs';
import { DeadLetters } from '../src/dead-letters.js';
import type { Letter } from '../src/letter-reading.js';
import type { Projection } from '../src/projection.js';
import { Projector } from '../src/projector.js';
import { createReadSide, eventOf, knownProduct, silent } from './read-side.js';
import type { ReadSide } from './read-side.js';

const good = (): Message => {
  const { key, value, headers } = encodeRecord(eventOf(randomUUID(), 1, 'good'));
  return { key, value, headers: { ...headers } };
};
const withValue = (value: Buffer | string | null): Message => ({ ...good(), value });
const withHeaders = (headers: Record<string, string | undefined>): Message => {
  const message = good();
  const changed: Record<string, string | undefined> = { ...(message.headers as Record<string, string>), ...headers };
  return {
    ...message,
    headers: Object.fromEntries(Object.entries(changed).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))),
  };
};
/** The JSON of a good event with a member put in at its beginning. */
const withMember = (member: string): Message => {
  const message = good();
  return { ...message, value: `{${member},${String(message.value).slice(1)}` };
};

/** What may stand on a topic, and what a person reads about it. */
const badInput: readonly (readonly [string, () => Message, RegExp])[] = [
  ['text that is no JSON', () => withValue('hello'), /^The value is not JSON: Unexpected token/],
  ['JSON that was cut off', () => withValue(String(good().value).slice(0, -7)), /^The value is not JSON: /],
  [
    'a leading zero byte',
    () => withValue(Buffer.concat([Buffer.of(0), good().value as Buffer])),
    /^The value is not JSON: Unexpected token/,
  ],
  ['an empty value', () => withValue(Buffer.alloc(0)), /^The value is empty\.$/],
  ['no value at all', () => withValue(null), /no value: a tombstone/],
  ['10 MB', () => withMember(`"x":"${'x'.repeat(10 * 1_048_576)}"`), /^The value has \d{8} bytes; at most 1048576 are accepted\.$/],
  ['depth 10,000', () => withMember(`"x":${'['.repeat(10_000)}${']'.repeat(10_000)}`), /nested more than 64 levels deep/],
  ['__proto__', () => withMember('"__proto__":{"polluted":true}'), /A member is named __proto__/],
  ['one key twice', () => withMember('"version":1'), /The member "version" stands twice/],
  ['bad UTF-8', () => withValue(Buffer.concat([Buffer.from('{"x":"'), Buffer.of(0xc3, 0x28), Buffer.from('"}')])), /not UTF-8/],
  ['NUL', () => withMember('"x":"a\\u0000b"'), /contains the character NUL/],
  ['half a surrogate pair', () => withMember('"x":"\\ud800"'), /half of a surrogate pair/],
  ['1e999', () => withMember('"x":1e999'), /1e999 is beyond the finite numbers/],
  ['an array for an object', () => withValue('[]'), /does not fit jinqiao\.product\.listed\.v1/],
  ['a type that nobody knows', () => withHeaders({ ce_type: 'jinqiao.product.painted.v1' }), /not known here.*Replay it after the upgrade/],
  ['a type of another topic', () => withHeaders({ ce_type: institutionApproved.type }), /belong on jinqiao\.institutions\.v1/],
  ['no headers', () => ({ ...good(), headers: {} }), /The header ce_specversion is missing/],
  ['no ce_subject', () => withHeaders({ ce_subject: undefined }), /The header ce_subject is missing/],
  ['no ce_type', () => withHeaders({ ce_type: undefined }), /The header ce_type is missing/],
  ['no version', () => withHeaders({ ce_sequence: undefined }), /The header ce_sequence is missing/],
  ['a version that is none', () => withHeaders({ ce_sequence: '-1' }), /ce_sequence is "-1", not a version/],
  ['a time that is none', () => withHeaders({ ce_time: 'yesterday' }), /ce_time is "yesterday", not an instant/],
  ['a forged key', () => ({ ...good(), key: randomUUID() }), /^The key ".*" is not the ce_subject ".*"\.$/],
  ['no key', () => ({ ...good(), key: null }), /^The key \(none\) is not the ce_subject/],
  ['content of another subject', () => withHeaders({ ce_subject: randomUUID() }), /is not the ce_subject/],
];

describe('bad input on the real topic', () => {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  const client = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  const topic = `bad-input-${randomUUID()}` as Topic;
  const projection: Projection = { ...knownProduct, topic };
  const stream = connectKafka({ brokers, clientId: 'bad-input', log: { ...silent, debug: () => undefined } });
  const producer = client.producer({ retry: { retries: 10 } });
  let side: ReadSide;
  let letters: DeadLetters;

  beforeAll(async () => {
    side = await createReadSide();
    letters = new DeadLetters(side.pool, () => [projection]);
    const admin = client.admin();
    await admin.connect();
    const configEntries = [{ name: 'max.message.bytes', value: '16777216' }];
    await admin.createTopics({ topics: [{ topic, numPartitions: 2, configEntries }], waitForLeaders: true });
    await admin.disconnect();
    await producer.connect();
    for (const [, make] of badInput)
      await producer.send({ topic, messages: [good(), make(), good()].map((message) => ({ ...message, partition: 0 })) });
    const projector = new Projector({ pool: side.pool, log: silent });
    await stream.consumeBatches({ group: topic, topics: [topic], onBatch: (batch) => projector.run(projection, batch) });
    await eventually(async () => expect((await side.admin.query('SELECT FROM effect')).rowCount).toBe(2 * badInput.length), {
      timeoutMs: 60_000,
    });
  });
  afterAll(async () => {
    await producer.disconnect();
    await stream.close();
    await side.close();
  });

  const kept = async (): Promise<Letter[]> =>
    (await letters.list({ limit: 200 })).letters.toSorted((one, other) => Number(one.offset) - Number(other.offset));

  test('all good events are applied, and every bad one is kept once', async () => {
    expect((await kept()).map(({ offset }) => Number(offset))).toEqual(badInput.map((_, index) => 3 * index + 1));
    expect((await side.admin.query('SELECT FROM known_product')).rowCount).toBe(2 * badInput.length);
  });

  test.each(badInput.map(([name, , reason], index) => [name, index, reason] as const))(
    'says of %s what is wrong',
    async (_, index, reason) => {
      expect((await kept())[index]?.reason).toMatch(reason);
    },
  );

  test('shows each letter, and tells of each by a dry run why it still fails', async () => {
    for (const { letterId } of await kept()) expect(await letters.get(letterId)).toMatchObject({ attempts: [{ outcome: 'failed' }] });
    const { outcomes, total } = await letters.dryRun({ all: true });
    expect([total, outcomes.filter(({ applies }) => applies)]).toEqual([badInput.length, []]);
    expect(outcomes.map(({ reason }) => reason)).toEqual((await kept()).map(({ reason }) => reason));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
