import { randomUUID } from 'node:crypto';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { eventually } from '@jinqiao/test-kit/eventually';
import type { Pool } from 'pg';
import { append } from '../src/append.js';
import { Relay } from '../src/relay.js';
import { divideOutbox, shardsInUse } from '../src/shards.js';
import { inPoolTransaction } from '../src/transaction.js';
import { watchTopic } from './topic-watch.js';
import type { TopicWatch } from './topic-watch.js';
import { changeTo, createWriteSide, eventOf, silent } from './write-side.js';
import type { WriteSide } from './write-side.js';

const institutionId = randomUUID();

describe('Relays over several shards', () => {
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

  function relay(options: { stream?: EventStream; shards?: number; giveBackAfterMs?: number } = {}): Relay {
    const started = new Relay({ pool: side.openPool(), stream: kafka, source: '/test', log: silent, ...options });
    relays.push(started);
    started.start();
    return started;
  }

  const write = (id: string, version: number): Promise<boolean> =>
    inPoolTransaction(pool, { institutionId }, (sql) =>
      append(sql, changeTo(id, version, institutionId), eventOf(id, version, institutionId)),
    );

  /** Sixteen writers on as many keys, until told to stop; `versions` is how far each key got. */
  function writers(): { readonly versions: Map<string, number>; readonly stop: () => Promise<void> } {
    const versions = new Map<string, number>();
    let writing = true;
    const writer = async (): Promise<void> => {
      const id = randomUUID();
      for (let version = 1; writing; version += 1) {
        await write(id, version);
        versions.set(id, version);
      }
    };
    const all = Promise.all(Array.from({ length: 16 }, writer));
    return {
      versions,
      stop: async () => {
        writing = false;
        await all;
      },
    };
  }

  const pending = async (): Promise<number> => (await side.admin.query('SELECT FROM outbox')).rowCount ?? 0;
  const isDrained = () => eventually(async () => expect(await pending()).toBe(0));
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  const written = async (count: number): Promise<void> => {
    const { rows } = await side.admin.query<{ events: string }>('SELECT count(*) AS events FROM event_log');
    expect(Number(rows[0]?.events)).toBeGreaterThan(count);
  };

  /** Every version of every key stands on the topic, each for the first time after the one before it. */
  async function expectInOrder(versions: ReadonlyMap<string, number>): Promise<void> {
    await eventually(() => {
      for (const [id, last] of versions) expect([...new Set(onTopic(id))]).toEqual(upTo(last));
    });
  }

  test('share the work, and lose or invert nothing when the number of shards changes under writers', async () => {
    relay();
    relay();
    const { versions, stop } = writers();
    let counted = 0;
    for (const shards of [4, 7, 2, 1, 5]) {
      await eventually(() => divideOutbox(pool, shards));
      expect(await shardsInUse(pool)).toBe(shards);
      await eventually(() => written(counted + 200));
      counted += 200;
    }
    await stop();
    await isDrained();
    await expectInOrder(versions);
  });

  test('take over the shards of one that ends without a word', async () => {
    // A process that dies leaves its leases and whatever it was publishing: as this one, whose broker never answers again.
    let dead = false;
    const dying = relay({
      shards: 4,
      stream: { ...kafka, publish: (events, options) => (dead ? new Promise<never>(() => undefined) : kafka.publish(events, options)) },
    });
    const { versions, stop } = writers();
    await eventually(() => written(200));
    await eventually(async () => expect((await side.admin.query('SELECT FROM relay_lease')).rowCount).toBe(4));
    relay();
    dead = true;
    await eventually(() => written(600));
    await stop();
    // Nothing of it renews its leases: the same as the end of its process.
    await side.admin.query("UPDATE relay_lease SET expires_at = '-infinity'");
    await isDrained();
    await expectInOrder(versions);
    void dying;
  }, 60_000);

  test('send shards at the same time, each in its own order', async () => {
    await divideOutbox(pool, 4);
    const ids = Array.from({ length: 40 }, () => randomUUID());
    for (const id of ids) for (const version of [1, 2]) await write(id, version);
    const lanes = new Set<number>();
    let together = 0;
    let most = 0;
    const release: (() => void)[] = [];
    relay({
      stream: {
        ...kafka,
        publish: async (events, options) => {
          lanes.add(options?.lane ?? -1);
          together += 1;
          most = Math.max(most, together);
          if (most < 4) await new Promise<void>((resolve) => release.push(resolve));
          else for (const go of release.splice(0)) go();
          const runs = await kafka.publish(events, options);
          together -= 1;
          return runs;
        },
      },
    });
    await isDrained();
    expect([...lanes].toSorted()).toEqual([0, 1, 2, 3]);
    expect(most).toBe(4);
    await expectInOrder(new Map(ids.map((id) => [id, 2])));
  });

  test('divides anew what already waits, and takes the leases from whoever held them', async () => {
    const ids = Array.from({ length: 30 }, () => randomUUID());
    for (const id of ids) await write(id, 1);
    const shardsOf = async () =>
      (await side.admin.query<{ shard: number }>('SELECT DISTINCT shard FROM outbox ORDER BY shard')).rows.map(({ shard }) => shard);
    expect(await shardsOf()).toEqual([0]);
    await divideOutbox(pool, 3);
    expect(await shardsOf()).toEqual([0, 1, 2]);
    for (const id of ids) await write(id, 2);
    const { rows } = await side.admin.query(
      'SELECT subject FROM outbox JOIN event_log USING (position) GROUP BY subject HAVING count(DISTINCT shard) > 1',
    );
    expect(rows).toEqual([]);
    relay();
    await isDrained();
    await expectInOrder(new Map(ids.map((id) => [id, 2])));
  });

  test('gives its lease back when the broker stays out of reach, so that another replica publishes', async () => {
    const id = randomUUID();
    for (const version of upTo(3)) await write(id, version);
    let given = 0;
    const cutOff: EventStream['publish'] = (_events, options) =>
      new Promise((_resolve, reject) =>
        options?.signal?.addEventListener('abort', () => {
          given += 1;
          reject(options.signal?.reason as Error);
        }),
      );
    relay({ stream: { ...kafka, publish: cutOff }, giveBackAfterMs: 200 });
    await eventually(() => expect(given).toBeGreaterThan(0));
    relay();
    await isDrained();
    await expectInOrder(new Map([[id, 3]]));
  });
});
