import { randomUUID } from 'node:crypto';
import { eventually } from '@jinqiao/test-kit/eventually';
import { decodeRecord } from '../src/cloud-events.js';
import type { BatchOutcome, EventStream, RecordBatch } from '../src/event-stream.js';
import { connectKafka } from '../src/kafka-event-stream.js';
import { brokers, eventOf, makeTopic, quiet, wipe } from './scratch-stream.js';

const afterBatch = (batch: RecordBatch): BatchOutcome => ({ nextOffset: (batch.records.at(-1)?.offset ?? batch.fetchedOffset - 1n) + 1n });

describe('a consumer', () => {
  let stream: EventStream;
  beforeEach(() => (stream = connectKafka({ brokers, clientId: 'test', log: quiet })));
  afterEach(() => stream.close());

  test('reads a topic that was lost and made anew from its beginning, and says that it ends below what was read before', async () => {
    const topic = await makeTopic(1);
    const group = randomUUID();
    const subject = randomUUID();
    await stream.publish([1, 2, 3, 4, 5].map((version) => eventOf(topic, subject, version)));
    const batches: { fetched: bigint; end: bigint | undefined; versions: number[] }[] = [];
    const versionsRead = () => batches.flatMap(({ versions }) => versions);
    const running = await stream.consumeBatches({
      group,
      topics: [topic],
      onBatch: (batch) => {
        const versions = batch.records.map((record) => decodeRecord(record).version);
        batches.push({ fetched: batch.fetchedOffset, end: batch.endOffset, versions });
        return Promise.resolve(afterBatch(batch));
      },
    });
    await eventually(() => expect(versionsRead()).toEqual([1, 2, 3, 4, 5]));
    expect(batches.at(-1)?.end).toBe(5n);
    await wipe(topic);
    await stream.publish([eventOf(topic, subject, 6), eventOf(topic, subject, 7)]);
    await eventually(() => expect(new Set(versionsRead())).toEqual(new Set([1, 2, 3, 4, 5, 6, 7])), { timeoutMs: 60_000 });
    const anew = batches.find(({ versions }) => versions.includes(6));
    expect(anew?.fetched).toBe(0n);
    expect(anew?.end).toBeLessThanOrEqual(2n);
    await running.stop();
  }, 90_000);
});
