import { randomUUID } from 'node:crypto';
import { eventually } from '@jinqiao/test-kit/eventually';
import { decodeRecord } from '../src/cloud-events.js';
import type { BatchOutcome, EventStream, RecordBatch } from '../src/event-stream.js';
import { connectKafka } from '../src/kafka-event-stream.js';
import { brokers, eventOf, makeTopic, quiet } from './scratch-stream.js';

const afterBatch = (batch: RecordBatch): BatchOutcome => ({ nextOffset: (batch.records.at(-1)?.offset ?? batch.fetchedOffset - 1n) + 1n });

describe('publishing', () => {
  let stream: EventStream;
  beforeEach(() => (stream = connectKafka({ brokers, clientId: 'test', log: quiet })));
  afterEach(() => stream.close());

  test('says where each published event stands, and lets lanes overlap', async () => {
    const topic = await makeTopic(3);
    const subjects = Array.from({ length: 12 }, () => randomUUID());
    const runs = (
      await Promise.all(
        [1, 2].map((lane) =>
          stream.publish(
            subjects.map((subject) => eventOf(topic, subject, lane)),
            { lane },
          ),
        ),
      )
    ).flat();
    const told = new Map(
      runs.flatMap((run) => run.events.map((event, index) => [event.id, `${run.partition}/${run.baseOffset + BigInt(index)}`])),
    );
    expect(told.size).toBe(24);
    const found = new Map<string, string>();
    await stream.consumeBatches({
      group: randomUUID(),
      topics: [topic],
      onBatch: (batch) => {
        for (const record of batch.records) found.set(decodeRecord(record).id, `${record.partition}/${record.offset}`);
        return Promise.resolve(afterBatch(batch));
      },
    });
    await eventually(() => expect(found.size).toBe(24));
    expect(found).toEqual(told);
  });

  test('gives up what the broker does not take when it is told to, and publishes the next', async () => {
    const topic = await makeTopic(1);
    const nowhere = `test-${randomUUID()}` as typeof topic;
    const enough = new AbortController();
    const published = stream.publish([eventOf(nowhere, randomUUID(), 1)], { signal: enough.signal });
    enough.abort(new Error('enough'));
    await expect(published).rejects.toThrow('enough');
    expect(await stream.publish([eventOf(topic, randomUUID(), 1)])).toMatchObject([{ topic, partition: 0, baseOffset: 0n }]);
  });

  test('refuses an event that the broker will never take, and takes the next', async () => {
    const topic = await makeTopic(1);
    const tooLarge = { ...eventOf(topic, randomUUID(), 1), data: 'x'.repeat(2_000_000) };
    await expect(stream.publish([tooLarge])).rejects.toThrow(/too large|larger than/i);
    await stream.publish([eventOf(topic, randomUUID(), 1)]);
    const [only] = await stream.lag(randomUUID(), [topic]);
    expect(only?.endOffset).toBe(1n);
  });
});
