import { randomUUID } from 'node:crypto';
import type { Topic } from '@jinqiao/contracts/event-contract';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { eventually } from '@jinqiao/test-kit/eventually';
import { Kafka, logLevel } from 'kafkajs';
import type { Projection } from '../src/projection.js';
import { Projector } from '../src/projector.js';
import { createReadSide, eventOf, knownProduct, silent } from './read-side.js';
import type { ReadSide } from './read-side.js';

describe('consumers that share a topic', () => {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  const log = { ...silent, debug: () => undefined };
  let side: ReadSide;
  let topic: Topic;
  let streams: EventStream[];

  beforeEach(async () => {
    side = await createReadSide();
    topic = `slow-work-${randomUUID()}` as Topic;
    streams = [];
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 4 }], waitForLeaders: true });
    await admin.disconnect();
  });
  afterEach(async () => {
    await Promise.all(streams.map((stream) => stream.close()));
    await side.close();
  });

  function connect(): EventStream {
    const stream = connectKafka({ brokers, clientId: 'slow-work', log });
    streams.push(stream);
    return stream;
  }
  const publish = async (count: number): Promise<void> => {
    const events = Array.from({ length: count }, () => ({ ...eventOf(randomUUID(), 1, 'good'), topic }));
    for (let from = 0; from < count; from += 500) await (streams[0] ?? connect()).publish(events.slice(from, from + 500));
  };
  const consume = (stream: EventStream, projection: Projection) => {
    const projector = new Projector({ pool: side.pool, log });
    return stream.consumeBatches({ group: topic, topics: [topic], onBatch: (batch) => projector.run(projection, batch) });
  };
  const effects = async () => (await side.admin.query('SELECT FROM effect')).rowCount;

  test('a statement that takes longer than the session keeps its partition, and its batch is applied once', async () => {
    let applied = 0;
    const slow: Projection = {
      ...knownProduct,
      topic,
      async apply(sql, events) {
        applied += 1;
        await sql('SELECT pg_sleep(13)');
        await knownProduct.apply(sql, events);
      },
    };
    const stream = connect();
    const event = { ...eventOf(randomUUID(), 1, 'good'), topic };
    await stream.publish([event]);
    await consume(stream, slow);
    await eventually(async () => expect(await effects()).toBe(1), { timeoutMs: 55_000 });
    await eventually(async () => expect((await stream.lag(topic, [topic])).every(({ lag }) => lag === 0n)).toBe(true));
    expect([applied, await stream.members(topic)]).toEqual([1, 1]);
  });

  test('members that come and go lose nothing and apply nothing twice', async () => {
    const projection: Projection = { ...knownProduct, topic };
    await publish(2_000);
    const first = await consume(connect(), projection);
    await consume(connect(), projection);
    await publish(1_000);
    await consume(connect(), projection);
    await first.stop();
    await publish(1_000);
    await eventually(async () => expect(await effects()).toBe(4_000), { timeoutMs: 55_000 });
    expect((await side.admin.query('SELECT DISTINCT event_id FROM effect')).rowCount).toBe(4_000);
    expect((await side.admin.query('SELECT FROM dead_letter')).rowCount).toBe(0);
  });
});
