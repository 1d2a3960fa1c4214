import type { EachBatchPayload } from 'kafkajs';
import { BatchDelivery } from './batch-delivery.js';
import type { RecordBatch, StreamLog } from './event-stream.js';

const quiet: StreamLog = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function payloadOf(changes: Partial<EachBatchPayload> = {}) {
  const calls: string[] = [];
  const message = {
    offset: '6',
    key: Buffer.from('k'),
    value: null,
    headers: { one: Buffer.from('1'), twice: ['a', 'b'], none: undefined },
    timestamp: '9',
    attributes: 0,
  };
  const payload = {
    batch: { topic: 't', partition: 2, fetchedOffset: '5', highWatermark: '9', messages: [message] },
    resolveOffset: (offset: string) => void calls.push(`resolve ${offset}`),
    commitOffsetsIfNecessary: (offsets: unknown) => Promise.resolve(void calls.push(`commit ${JSON.stringify(offsets)}`)),
    heartbeat: () => Promise.resolve(),
    pause: () => {
      calls.push('pause');
      return () => void calls.push('resume');
    },
    isRunning: () => true,
    isStale: () => false,
    uncommittedOffsets: () => ({ topics: [] }),
    ...changes,
  } as unknown as EachBatchPayload;
  return { payload, calls };
}

/** Lets what is ready to run, run, until it has been said. */
async function eventuallySaid(said: () => boolean): Promise<void> {
  while (!said()) await new Promise((resolve) => setImmediate(resolve));
}

test('a batch carries its records as Kafka holds them', async () => {
  let delivered: RecordBatch | undefined;
  const delivery = new BatchDelivery((batch) => {
    delivered = batch;
    return Promise.resolve({ nextOffset: 7n });
  }, quiet);
  await delivery.deliver(payloadOf().payload);
  expect(delivered).toMatchObject({ topic: 't', partition: 2, fetchedOffset: 5n, endOffset: 9n });
  expect(delivered?.records).toEqual([
    { topic: 't', partition: 2, offset: 6n, key: Buffer.from('k'), value: null, headers: { one: '1', twice: 'a' }, timestamp: '9' },
  ]);
});

test('the offset of the outcome is resolved first and committed after', async () => {
  const { payload, calls } = payloadOf();
  const delivery = new BatchDelivery(() => Promise.resolve({ nextOffset: 7n }), quiet);
  await delivery.deliver(payload);
  await delivery.settled();
  expect(calls).toEqual(['resolve 6', 'commit {"topics":[{"topic":"t","partitions":[{"partition":2,"offset":"7"}]}]}']);
});

test('a commit under way holds up neither the next batch nor its offset: the newest of each partition follows in one request', async () => {
  let answer = (): void => undefined;
  const committed: string[] = [];
  const commitOffsetsIfNecessary = (offsets: unknown) => {
    committed.push(JSON.stringify(offsets));
    return new Promise<void>((resolve) => (answer = resolve));
  };
  const offsets = [7n, 8n, 9n];
  const delivery = new BatchDelivery(() => Promise.resolve({ nextOffset: offsets.shift()! }), quiet);
  for (let batches = 0; batches < 3; batches += 1) await delivery.deliver(payloadOf({ commitOffsetsIfNecessary }).payload);
  const offset = (number: number) => `{"topics":[{"topic":"t","partitions":[{"partition":2,"offset":"${number}"}]}]}`;
  expect(committed).toEqual([offset(7)]);
  answer();
  await eventuallySaid(() => committed.length === 2);
  answer();
  await delivery.settled();
  expect(committed).toEqual([offset(7), offset(9)]);
});

test('a consumer that stops commits what it has done before it leaves the group', async () => {
  const { payload, calls } = payloadOf({ isRunning: () => false });
  await new BatchDelivery(() => Promise.resolve({ nextOffset: 7n }), quiet).deliver(payload);
  expect(calls).toHaveLength(2);
});

test('an offset that can not be committed holds nothing up', async () => {
  const { payload, calls } = payloadOf({ commitOffsetsIfNecessary: () => Promise.reject(new Error('rebalancing')) });
  await new BatchDelivery(() => Promise.resolve({ nextOffset: 0n }), quiet).deliver(payload);
  expect(calls).toEqual(['resolve -1']);
});

test('a batch that fails resolves nothing and pauses its partition', async () => {
  const { payload, calls } = payloadOf();
  const delivery = new BatchDelivery(() => Promise.reject(new Error('the database is away')), quiet);
  await delivery.deliver(payload);
  delivery.forgetPauses();
  expect(calls).toEqual(['pause']);
});

test('a lost place in the group is told to the consumer, not counted as a failed batch', async () => {
  const { payload, calls } = payloadOf({ heartbeat: () => Promise.reject(new Error('rebalancing')) });
  const delivery = new BatchDelivery(async (batch) => {
    await batch.heartbeat();
    return { nextOffset: 7n };
  }, quiet);
  await expect(delivery.deliver(payload)).rejects.toThrow('rebalancing');
  expect(calls).toEqual([]);
});

test('a batch of a consumer that stops is stale', async () => {
  let stale: boolean | undefined;
  const delivery = new BatchDelivery((batch) => {
    stale = batch.isStale();
    return Promise.resolve({ nextOffset: 7n });
  }, quiet);
  await delivery.deliver(payloadOf({ isRunning: () => false }).payload);
  expect(stale).toBe(true);
});

test('a batch gives signs of life when it begins, when its work says so, and when it ends, also badly', async () => {
  const signs: string[] = [];
  const delivery = new BatchDelivery(
    async (batch) => {
      await batch.heartbeat();
      throw new Error('the database is away');
    },
    quiet,
    (sign, topic, partition) => void signs.push(`${sign} ${topic}/${partition}`),
  );
  await delivery.deliver(payloadOf().payload);
  delivery.forgetPauses();
  expect(signs).toEqual(['begin t/2', 'work t/2', 'end t/2']);
});
