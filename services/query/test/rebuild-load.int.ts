import { randomUUID } from 'node:crypto';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { Projector } from '@jinqiao/projection/projector';
import { eventually } from '@jinqiao/test-kit/eventually';
import { topicsYaml } from '@jinqiao/test-kit/topics';
import { catalogueProduct } from '../src/catalogue-product.projection.js';
import { accessEvent, classEvent, institutionEvent, productEvent } from './events.js';
import { runningCatalogue } from './running-catalogue.js';

/** `REBUILD_PRODUCTS=100000 READS_A_SECOND=200` prints the figures of a whole catalogue; as a test, a small one shows that no read fails. */
const productCount = Number(process.env['REBUILD_PRODUCTS'] ?? 1_000);
const readsASecond = process.env['READS_A_SECOND'] === undefined ? undefined : Number(process.env['READS_A_SECOND']);
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const anInstitution = randomUUID();
const aClass = randomUUID();
const products = Array.from({ length: productCount }, () => randomUUID());

let catalogue: Awaited<ReturnType<typeof runningCatalogue>>;
let liveMs = 0;

beforeAll(async () => {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  await ensureTopics(brokers, topicsYaml());
  const stream = connectKafka({ brokers, clientId: 'query-load', log: silent });
  await stream.publish([institutionEvent({ institutionId: anInstitution }), classEvent({ accessClassId: aClass })]);
  for (let start = 0; start < products.length; start += 500) {
    const some = products.slice(start, start + 500);
    await stream.publish(
      some.map((productId, n) => productEvent({ productId, institutionId: anInstitution, productCode: `P${start + n}`, version: 1 })),
    );
    await stream.publish(some.map((productId) => accessEvent({ productId, version: 1 })));
  }
  catalogue = await runningCatalogue(new Date('2026-11-25T00:00:00Z'), async ({ pool }) => {
    const projector = new Projector({ pool, log: silent });
    const startedAt = performance.now();
    let firstAt = 0;
    const live = await stream.consumeBatches({
      group: `live-${randomUUID()}`,
      topics: [catalogueProduct.topic],
      onBatch: (batch) => {
        firstAt ||= performance.now();
        return projector.run(catalogueProduct, batch);
      },
    });
    await eventually(() => settled(pool, 'catalogue-product.v1'), { timeoutMs: 600_000 });
    liveMs = performance.now() - (firstAt || startedAt);
    await live.stop();
  });
  await stream.close();

  async function settled(pool: (typeof catalogue)['database']['pool'], projection: string): Promise<void> {
    const { rows } = await pool.query<{ partition: number; next: string }>(
      'select partition, next_offset::text as next from projection_checkpoint where serving and projection = $1',
      [projection],
    );
    for (const { partition, endOffset } of await stream.lag('any', [catalogueProduct.topic])) {
      if (endOffset > BigInt(rows.find((row) => row.partition === partition)?.next ?? 0)) throw new Error('The live path is on its way.');
    }
  }
}, 900_000);
afterAll(() => catalogue.stop());

/** Two who read one after another; with `READS_A_SECOND` at that pace instead, whether or not earlier reads have been answered, each timed from when it was due. */
function readers() {
  const times: number[] = [];
  const failures: unknown[] = [];
  const waiting = new Set<Promise<void>>();
  const startedAt = performance.now();
  let stopped = false;
  const read = async (dueAt: number): Promise<void> => {
    const { status, body } = await catalogue.product(products[Math.floor(Math.random() * products.length)] ?? '');
    if (status !== 200) failures.push([status, body]);
    times.push(performance.now() - dueAt);
  };
  const start = (reading: Promise<void>): void => {
    const ended = reading.finally(() => waiting.delete(ended));
    waiting.add(ended);
  };
  const oneByOne = async (): Promise<void> => {
    while (!stopped) await read(performance.now());
  };
  const paceMs = readsASecond === undefined ? undefined : 1000 / readsASecond;
  let due = 0;
  const timer = setInterval(() => {
    while (paceMs !== undefined && performance.now() - startedAt >= due * paceMs) start(read(startedAt + due++ * paceMs));
  }, 1);
  if (paceMs === undefined) [oneByOne(), oneByOne()].forEach(start);
  return {
    answered: () => times.length,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all(waiting);
      times.sort((left, right) => left - right);
      const at = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
      return { reads: times.length, failures, p50: at(0.5), p99: at(0.99), max: at(0.9999) };
    },
  };
}

test('no read fails while the products are rebuilt, swapped and rolled back', async () => {
  await eventually(
    async () => {
      const [row] = await catalogue.database.asProjector((sql) =>
        sql(
          'select count(*)::int as visible from catalogue_product join product_access_answer using (product_id) where product_id = any ($1)',
          [products],
        ),
      );
      expect(row?.['visible']).toBe(productCount);
    },
    { timeoutMs: 600_000 },
  );
  const operator = async (method: 'GET' | 'POST', url: string) => {
    const response = await catalogue.service.app.inject({
      method,
      url: `/internal/projections${url}`,
      headers: {
        authorization: `Bearer ${await catalogue.token({ roles: ['operator'] })}`,
        'idempotency-key': randomUUID(),
        ...(method === 'POST' && { 'content-type': 'application/json' }),
      },
      ...(method === 'POST' && { payload: JSON.stringify({ reason: 'Under load.' }) }),
    });
    return response.json<{ items: { projection: string; rebuild: { lifecycle: string; outcome: Record<string, number> } | null }[] }>();
  };
  const before = readers();
  await eventually(() => expect(before.answered()).toBeGreaterThan((readsASecond ?? 5) * 20), {
    timeoutMs: 120_000,
  });
  const alone = await before.stop();
  const during = readers();
  await operator('POST', '/catalogue-product.v1/rebuilds');
  const outcome = await eventually(
    async () => {
      const rebuild = (await operator('GET', '')).items.find(({ projection }) => projection === 'catalogue-product.v1')?.rebuild;
      if (rebuild?.lifecycle !== 'ready') throw new Error(`The rebuild is ${JSON.stringify(rebuild)}.`);
      return rebuild.outcome;
    },
    { timeoutMs: 300_000 },
  );
  const meanwhile = await during.stop();
  const swapping = readers();
  expect(await operator('POST', '/catalogue-product.v1/swap')).toMatchObject({ serving: 'green' });
  expect(await operator('POST', '/catalogue-product.v1/rollback')).toMatchObject({ serving: 'blue' });
  const atSwaps = await swapping.stop();
  if (process.env['REBUILD_PRODUCTS'])
    console.log(JSON.stringify({ liveMs: Math.round(liveMs), outcome, alone, meanwhile, atSwaps }, null, 1));
  expect([alone.failures, meanwhile.failures, atSwaps.failures]).toEqual([[], [], []]);
  expect(outcome).toMatchObject({ differing: 0 });
}, 600_000);
