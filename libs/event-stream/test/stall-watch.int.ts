import { randomUUID } from 'node:crypto';
import { eventually } from '@jinqiao/test-kit/eventually';
import type { EventStream, RecordBatch, RunningSubscription } from '../src/event-stream.js';
import { connectKafka } from '../src/kafka-event-stream.js';
import { brokers, eventOf, makeTopic, quiet } from './scratch-stream.js';

describe('a consumer that stalls', () => {
  let stream: EventStream;
  let running: RunningSubscription | undefined;
  let reasons: string[];

  function connect(stalledAfterMs: number): void {
    reasons = [];
    const onStalled = (reason: Error): void => void reasons.push(reason.message);
    stream = connectKafka({ brokers, clientId: 'stall-watch', log: quiet, stalledAfterMs, onStalled });
  }

  async function consume(
    work: (batch: RecordBatch, nth: number) => Promise<void>,
  ): Promise<{ readonly topic: string; readonly deliveries: () => number }> {
    const topic = await makeTopic(1);
    await stream.publish([eventOf(topic, randomUUID(), 1)]);
    let deliveries = 0;
    running = await stream.consumeBatches({
      group: topic,
      topics: [topic],
      onBatch: async (batch) => {
        const last = batch.records.at(-1);
        if (last === undefined) return { nextOffset: batch.fetchedOffset };
        deliveries += 1;
        await work(batch, deliveries);
        return { nextOffset: last.offset + 1n };
      },
    });
    return { topic, deliveries: () => deliveries };
  }
  let release = (): void => undefined;
  const hang = (): Promise<void> => new Promise((resolve) => (release = resolve));
  afterEach(async () => {
    const stopping = running?.stop();
    release();
    await stopping;
    await stream.close();
  });

  test('is started anew when its work hangs, and goes on without a record lost', async () => {
    connect(1_500);
    let done = false;
    await consume(async (_, nth) => {
      if (nth === 1) await hang();
      done = true;
    });
    await eventually(() => expect(done).toBe(true), { timeoutMs: 50_000 });
    expect(reasons).toEqual([]);
  });

  test('tells why when a new consumer does not help, so that the process can end', async () => {
    connect(1_500);
    const { deliveries } = await consume(hang);
    await eventually(() => expect(reasons).not.toEqual([]), { timeoutMs: 50_000 });
    expect(deliveries()).toBe(2);
    expect(reasons[0]).toMatch(
      /^Nothing has happened in test-.*\/0 for 1500 ms, although 1 records wait there behind offset none; a new consumer did not help\.$/,
    );
  });

  test('does not count as stalled while it fails and tries again, nor while its work says that it goes on', async () => {
    // Longer than the longest pause between two tries.
    const stalledAfterMs = 4_000;
    connect(stalledAfterMs);
    const failing = await consume(() => Promise.reject(new Error('the database is away')));
    await eventually(() => expect(failing.deliveries()).toBeGreaterThanOrEqual(8), { timeoutMs: 50_000 });
    await running?.stop();
    const slow = await consume(async (batch) => {
      const end = Date.now() + 2 * stalledAfterMs;
      while (Date.now() < end) {
        await batch.heartbeat();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    await eventually(async () => expect((await stream.lag(slow.topic, [slow.topic]))[0]?.lag).toBe(0n), { timeoutMs: 50_000 });
    expect([slow.deliveries(), reasons]).toEqual([1, []]);
  });
});
