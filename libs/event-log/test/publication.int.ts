import { randomUUID } from 'node:crypto';
import { eventually } from '@jinqiao/test-kit/eventually';
import type { Pool } from 'pg';
import { append } from '../src/append.js';
import { eventTrace } from '../src/event-trace.js';
import { prunePublications } from '../src/outbox.js';
import { OutboxLimit } from '../src/outbox-limit.js';
import { Relay } from '../src/relay.js';
import { inPoolTransaction } from '../src/transaction.js';
import { watchTopic } from './topic-watch.js';
import type { TopicWatch } from './topic-watch.js';
import { changeTo, createWriteSide, eventOf, silent } from './write-side.js';
import type { WriteSide } from './write-side.js';

const institutionId = randomUUID();

describe('What the write side knows of its events', () => {
  let topic: TopicWatch;
  let side: WriteSide;
  let pool: Pool;
  let relay: Relay;

  beforeAll(async () => {
    topic = await watchTopic();
  });
  afterAll(() => topic.kafka.close());
  beforeEach(async () => {
    side = await createWriteSide();
    pool = side.openPool();
    relay = new Relay({ pool, stream: topic.kafka, source: '/test', log: silent });
  });
  afterEach(async () => {
    await relay.stop();
    await side.close();
  });

  const write = (id: string, version: number, more: object = {}): Promise<boolean> =>
    inPoolTransaction(pool, { institutionId }, (sql) =>
      append(sql, changeTo(id, version, institutionId), { ...eventOf(id, version, institutionId), ...more }),
    );
  const isDrained = () => eventually(async () => expect((await side.admin.query('SELECT FROM outbox')).rowCount).toBe(0));

  test('is where each stands on the stream, once it does', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    await write(one, 1, { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', authId: 'wei' });
    await write(two, 1);
    await write(one, 2);
    expect((await eventTrace(pool, one)).map(({ version, pending, publication }) => ({ version, pending, publication }))).toEqual([
      { version: 1, pending: true, publication: null },
      { version: 2, pending: true, publication: null },
    ]);
    relay.start();
    await isDrained();
    for (const [id, versions] of [
      [one, 2],
      [two, 1],
    ] as const) {
      const trace = await eventTrace(pool, id);
      expect(trace).toHaveLength(versions);
      await eventually(() => expect(topic.placesOf(id)).toHaveLength(versions));
      expect(trace.map(({ publication }) => `${publication?.partition}/${publication?.offset}`)).toEqual(topic.placesOf(id));
    }
    const [first] = await eventTrace(pool, one);
    expect(first).toMatchObject({
      eventType: 'jinqiao.product.listed.v1',
      topic: 'jinqiao.products.v1',
      correlationId: 'test',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      authId: 'wei',
      happenedAt: '2026-11-24T08:00:00.000Z',
      pending: false,
      content: { productId: one, version: 1 },
    });
  });

  test('is forgotten a month later as far as places on the stream go, not before', async () => {
    const id = randomUUID();
    await write(id, 1);
    relay.start();
    await isDrained();
    await side.admin.query("UPDATE publication SET published_at = published_at - interval '29 days'");
    await prunePublications(pool);
    expect((await eventTrace(pool, id))[0]?.publication).not.toBeNull();
    await side.admin.query("UPDATE publication SET published_at = published_at - interval '2 days'");
    await prunePublications(pool);
    expect((await eventTrace(pool, id))[0]).toMatchObject({ pending: false, publication: null });
  });

  test('says nothing of a subject that has no events', async () => {
    expect(await eventTrace(pool, randomUUID())).toEqual([]);
  });

  test('is enough to refuse more while too many wait, until four fifths of the limit are left', async () => {
    const limit = new OutboxLimit({ pool, limit: 10, log: silent, countedForMs: 0 });
    await limit.requireRoom();
    for (let events = 0; events < 10; events += 1) await write(randomUUID(), 1);
    await limit.requireRoom();
    await write(randomUUID(), 1);
    await expect(limit.requireRoom()).rejects.toMatchObject({ type: 'dependency-unavailable' });
    const take = (rows: number) =>
      side.admin.query('DELETE FROM outbox WHERE position IN (SELECT position FROM outbox ORDER BY position LIMIT $1)', [rows]);
    await take(2);
    await expect(limit.requireRoom()).rejects.toMatchObject({ type: 'dependency-unavailable' });
    await take(1);
    await limit.requireRoom();
  });

  test('is not counted again for each command', async () => {
    const limit = new OutboxLimit({ pool, limit: 1, log: silent, countedForMs: 3_600_000 });
    await limit.requireRoom();
    await write(randomUUID(), 1);
    await write(randomUUID(), 1);
    await Promise.all([limit.requireRoom(), limit.requireRoom()]);
  });
});
