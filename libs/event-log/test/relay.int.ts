import { randomUUID } from 'node:crypto';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { eventually } from '@jinqiao/test-kit/eventually';
import type { Pool } from 'pg';
import { append } from '../src/append.js';
import { readUnpublished, settlePublished } from '../src/outbox.js';
import { RelayLease } from '../src/relay-lease.js';
import { Relay } from '../src/relay.js';
import { inPoolTransaction } from '../src/transaction.js';
import { watchTopic } from './topic-watch.js';
import type { TopicWatch } from './topic-watch.js';
import { changeTo, createWriteSide, eventOf, silent } from './write-side.js';
import type { WriteSide } from './write-side.js';

const institutionId = randomUUID();

describe('Relay', () => {
  let kafka: EventStream;
  let onTopic: TopicWatch['versionsOf'];
  let side: WriteSide;
  let pool: Pool;
  let relays: Relay[];

  beforeAll(async () => {
    ({ kafka, versionsOf: onTopic } = await watchTopic());
  });
  afterAll(() => kafka.close());

  beforeEach(async () => {
    side = await createWriteSide();
    pool = side.openPool();
    relays = [];
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    await side.close();
  });

  function relay(stream: EventStream = kafka): Relay {
    const started = new Relay({ pool: side.openPool(), stream, source: '/test', log: silent });
    relays.push(started);
    started.start();
    return started;
  }

  /** Kafka with another way to publish: only so can a moment be chosen that the broker does not offer. */
  const publishingBy = (publish: EventStream['publish']): EventStream => ({ ...kafka, publish, close: () => Promise.resolve() });

  const write = (id: string, version: number): Promise<boolean> =>
    inPoolTransaction(pool, { institutionId }, (sql) =>
      append(sql, changeTo(id, version, institutionId), eventOf(id, version, institutionId)),
    );

  async function writeVersions(id: string, versions: number): Promise<void> {
    for (let version = 1; version <= versions; version += 1) await write(id, version);
  }

  const pending = async (): Promise<number> => (await side.admin.query('SELECT FROM outbox')).rowCount ?? 0;
  const isDrained = () => eventually(async () => expect(await pending()).toBe(0));
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

  test('keeps the order of every key and loses nothing under sixteen writers on ten keys', async () => {
    const ids = Array.from({ length: 10 }, () => randomUUID());
    const versions = new Map(ids.map((id) => [id, 1]));
    for (const id of ids) await write(id, 1);
    const handedOver = new Map<string, number[]>();
    const running = relay(
      publishingBy((events) => {
        for (const { subject, version } of events) handedOver.set(subject, [...(handedOver.get(subject) ?? []), version]);
        return kafka.publish(events);
      }),
    );
    const writer = async (seed: number): Promise<void> => {
      for (let step = 0; step < 40; step += 1) {
        const id = ids[(seed * 7 + step * 3) % ids.length]!;
        const next = versions.get(id)! + 1;
        if (await write(id, next)) versions.set(id, Math.max(versions.get(id)!, next));
        running.wake();
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, seed) => writer(seed)));
    await isDrained();
    for (const id of ids) expect(handedOver.get(id)).toEqual(upTo(versions.get(id)!));
    // A broker that has just made the topic takes some partitions before others, and the client then repeats the whole request: first deliveries count.
    await eventually(() => {
      for (const id of ids) expect([...new Set(onTopic(id))]).toEqual(upTo(versions.get(id)!));
    });
    const { rowCount } = await side.admin.query('SELECT FROM event_log');
    expect(rowCount).toBe([...versions.values()].reduce((sum, version) => sum + version));
  });

  test('publishes every attribute of the event as it was logged', async () => {
    const id = randomUUID();
    const published: unknown[] = [];
    const event = { ...eventOf(id, 1, institutionId), causationId: 'cause', authId: 'wei', authType: 'maker' };
    await inPoolTransaction(pool, { institutionId }, (sql) => append(sql, changeTo(id, 1, institutionId), event));
    relay(
      publishingBy((events) => {
        published.push(...events);
        return Promise.resolve([]);
      }),
    );
    await isDrained();
    expect(published).toEqual([
      {
        id: event.id,
        type: 'jinqiao.product.listed.v1',
        topic: 'jinqiao.products.v1',
        source: '/test',
        subject: id,
        version: 1,
        happenedAt: event.happenedAt,
        recordedAt: expect.any(String),
        correlationId: 'test',
        causationId: 'cause',
        authId: 'wei',
        authType: 'maker',
        data: event.data,
      },
    ]);
  });

  test('publishes again, and loses nothing, when it fails between the broker’s answer and the delete', async () => {
    const id = randomUUID();
    await writeVersions(id, 5);
    let failures = 2;
    relay(
      publishingBy(async (events) => {
        const runs = await kafka.publish(events);
        if (failures-- > 0) throw new Error('killed after the acknowledgement');
        return runs;
      }),
    );
    await isDrained();
    await eventually(() => expect(onTopic(id)).toEqual([...upTo(5), ...upTo(5), ...upTo(5)]));
  });

  test('deletes what the broker has, and does not publish it again, when Postgres was away at that moment', async () => {
    const id = randomUUID();
    await writeVersions(id, 3);
    const role = new URL(side.serviceUrl).username;
    let calls = 0;
    const shut = relay(
      publishingBy(async (events) => {
        const runs = await kafka.publish(events);
        calls += 1;
        if (calls > 1) return runs;
        await side.admin.query(`ALTER ROLE ${role} NOLOGIN`);
        await side.admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [role]);
        return runs;
      }),
    );
    await eventually(() => expect(calls).toBe(1));
    await eventually(async () => {
      const { rowCount } = await side.admin.query('SELECT FROM pg_stat_activity WHERE usename = $1', [role]);
      expect(rowCount).toBe(0);
    });
    expect(await pending()).toBe(3);
    await side.admin.query(`ALTER ROLE ${role} LOGIN`);
    await isDrained();
    await shut.stop();
    await eventually(() => expect(onTopic(id)).toEqual([1, 2, 3]));
    expect(calls).toBe(1);
  });

  test('keeps trying and leaves the outbox as it is while the broker is away', async () => {
    const id = randomUUID();
    await writeVersions(id, 3);
    let refused = 0;
    let away = true;
    relay(
      publishingBy((events) => {
        if (!away) return kafka.publish(events);
        refused += 1;
        return Promise.reject(new Error('no broker'));
      }),
    );
    await eventually(() => expect(refused).toBeGreaterThanOrEqual(3));
    expect(await pending()).toBe(3);
    away = false;
    await isDrained();
    await eventually(() => expect(onTopic(id)).toEqual([1, 2, 3]));
  });

  test('is replaced when it pauses while publishing; what it sends late is a duplicate and its delete is refused', async () => {
    const id = randomUUID();
    await writeVersions(id, 3);
    let resume: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (resume = resolve));
    let late = false;
    const paused = relay(
      publishingBy(async (events) => {
        await gate;
        const runs = await kafka.publish(events);
        late = true;
        return runs;
      }),
    );
    await eventually(async () =>
      expect((await side.admin.query('SELECT FROM relay_lease WHERE expires_at > clock_timestamp()')).rowCount).toBe(1),
    );
    // A paused process does not renew: the same as a lease that runs out under it.
    await side.admin.query("UPDATE relay_lease SET expires_at = '-infinity'");
    relay();
    await isDrained();
    const [leased] = (await side.admin.query<{ epoch: string; holder: string }>('SELECT epoch, holder FROM relay_lease')).rows;
    expect(leased?.epoch).toBe('2');
    await write(id, 4);
    resume();
    await eventually(() => expect(late).toBe(true));
    await isDrained();
    await paused.stop();
    await eventually(() => expect(onTopic(id).toSorted()).toEqual([1, 1, 2, 2, 3, 3, 4]));
    expect((await side.admin.query('SELECT holder FROM relay_lease')).rows).toEqual([{ holder: leased?.holder }]);
  });

  test('gives its lease back when it stops, so that the next relay holds it at once', async () => {
    const first = relay();
    const [one, two] = [randomUUID(), randomUUID()];
    await write(one, 1);
    await isDrained();
    await first.stop();
    expect((await side.admin.query("SELECT FROM relay_lease WHERE expires_at = '-infinity'")).rowCount).toBe(1);
    await write(two, 1);
    relay();
    await isDrained();
    expect((await side.admin.query<{ epoch: string }>('SELECT epoch FROM relay_lease')).rows).toEqual([{ epoch: '2' }]);
  });

  test('stops although the broker does not answer, and leaves its batch in the outbox', async () => {
    await write(randomUUID(), 1);
    let asked = false;
    const stuck = relay(
      publishingBy(() => {
        asked = true;
        return new Promise<never>(() => undefined);
      }),
    );
    await eventually(() => expect(asked).toBe(true));
    await stuck.stop();
    expect(await pending()).toBe(1);
  });

  test('takes no more at once than one record batch of the broker holds, and an event of the largest size by itself', async () => {
    const sizes = [400_000, 400_000, 400_000, 899_000, 10];
    const ids = sizes.map(() => randomUUID());
    for (const [index, size] of sizes.entries()) {
      const id = ids[index]!;
      const event = eventOf(id, 1, institutionId);
      const large = { ...event, data: { ...event.data, terms: { text: 'x'.repeat(size) } } };
      await inPoolTransaction(pool, { institutionId }, (sql) => append(sql, changeTo(id, 1, institutionId), large));
    }
    const batches: number[] = [];
    relay(publishingBy((events) => (batches.push(events.length), kafka.publish(events))));
    await isDrained();
    expect(batches).toEqual([2, 1, 2]);
    await eventually(() => expect(ids.map((id) => onTopic(id))).toEqual(ids.map(() => [1])));
  });

  describe('its lease', () => {
    test('has one holder at a time, passes on when it runs out, and fences the former holder by its epoch', async () => {
      const [first, second] = [new RelayLease(pool, 0, 'first'), new RelayLease(pool, 0, 'second')];
      await write(randomUUID(), 1);
      expect([await first.acquire(), await second.acquire()]).toEqual([true, false]);
      expect([first.isHeld(), second.isHeld()]).toEqual([true, false]);
      expect(await first.renew()).toBe(true);
      const batch = await readUnpublished(pool, first, { source: '/test' });
      // The first does nothing any more, as a paused process: by the database's clock its lease ends.
      await eventually(async () => expect(await second.acquire()).toBe(true));
      expect([first.isHeld(), await first.renew()]).toEqual([false, false]);
      expect(second.epoch).toBe(first.epoch + 1n);
      expect((await readUnpublished(pool, first, { source: '/test' })).events).toEqual([]);
      expect(await settlePublished(pool, first, { batch, runs: [] })).toBe(false);
      expect(await pending()).toBe(1);
      await first.release();
      expect(await second.renew()).toBe(true);
      expect(await settlePublished(pool, second, { batch, runs: [] })).toBe(true);
      expect(await pending()).toBe(0);
    });
  });
});
