import { randomUUID } from 'node:crypto';
import { productAmended, productListed } from '@jinqiao/contracts/product-events';
import type { RecordBatch, StreamRecord } from '@jinqiao/event-stream/event-stream';
import type { Projection } from '../src/projection.js';
import { Projector } from '../src/projector.js';
import { batchOf, createReadSide, eventOf, knownProduct, recordOf, silent } from './read-side.js';
import type { ReadSide } from './read-side.js';

describe('Projector', () => {
  let side: ReadSide;
  let projector: Projector;
  let committed: string[];

  beforeEach(async () => {
    side = await createReadSide();
    committed = [];
    projector = new Projector({ pool: side.pool, log: silent, afterCommit: (name) => committed.push(name) });
  });
  afterEach(() => side.close());

  const rows = async (query: string): Promise<Record<string, unknown>[]> => (await side.admin.query<Record<string, unknown>>(query)).rows;
  const effects = async (): Promise<number> => Number((await rows('SELECT count(*) FROM effect'))[0]?.['count']);
  const letters = () =>
    rows(
      'SELECT record_offset::integer AS "offset", version, resolved_at IS NOT NULL AS resolved, reason FROM dead_letter ORDER BY record_offset',
    );
  const listed = (count: number, from = 0): StreamRecord[] =>
    Array.from({ length: count }, (_, index) => recordOf(eventOf(randomUUID(), 1, `product ${index}`), from + index));

  test('knows the projections that its consumers made known, each by one name', () => {
    const other: Projection = { ...knownProduct, name: 'other-product.v1' };
    projector.register(knownProduct, other);
    expect(projector.registered()).toEqual([knownProduct, other]);
    expect(() => projector.register({ ...other })).toThrow('Two projections are named other-product.v1.');
  });

  test('applies a batch, moves the checkpoint and tells of the commit', async () => {
    expect(await projector.run(knownProduct, batchOf(listed(200)))).toEqual({ nextOffset: 200n });
    expect(await effects()).toBe(200);
    expect(committed).toEqual(['known-product.v1']);
    expect(await projector.freshness()).toEqual([
      {
        projection: 'known-product.v1',
        topic: 'jinqiao.products.v1',
        partition: 0,
        nextOffset: 200n,
        recordedAt: '2026-11-24T08:00:01.000Z',
        appliedAt: expect.any(String),
        unknownTypes: 0n,
      },
    ]);
    expect(await projector.deadLetters()).toEqual([]);
  });

  test('uses one savepoint for a batch that can be applied', async () => {
    const statements: string[] = [];
    const statementIn = (asked: unknown): string => (typeof asked === 'string' ? asked : (asked as { text: string }).text);
    const client = await side.pool.connect();
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, { query: (...args: unknown[]) => (statements.push(statementIn(args[0])), query(...args)) });
    client.release();
    await projector.run(knownProduct, batchOf(listed(100)));
    expect(statements.filter((statement) => /SAVEPOINT/.test(statement))).toEqual(['SAVEPOINT part', 'RELEASE SAVEPOINT part']);
  });

  test('applies a batch that comes twice once, also when both come at the same time', async () => {
    const batch = batchOf(listed(50));
    await Promise.all([projector.run(knownProduct, batch), projector.run(knownProduct, batch), projector.run(knownProduct, batch)]);
    expect(await projector.run(knownProduct, batch)).toEqual({ nextOffset: 50n });
    expect(await effects()).toBe(50);
    expect(committed).toHaveLength(1);
  });

  test('drops the part of a batch that it has applied already', async () => {
    const records = listed(30);
    await projector.run(knownProduct, batchOf(records.slice(0, 20)));
    expect(await projector.run(knownProduct, batchOf(records.slice(10)))).toEqual({ nextOffset: 30n });
    expect(await effects()).toBe(30);
  });

  test('sends the consumer back when a batch begins above the checkpoint, and applies nothing of it', async () => {
    expect(await projector.run(knownProduct, batchOf(listed(5, 40)))).toEqual({ nextOffset: 0n });
    await projector.run(knownProduct, batchOf(listed(10)));
    expect(await projector.run(knownProduct, batchOf(listed(5, 11)))).toEqual({ nextOffset: 10n });
    expect(await effects()).toBe(10);
  });

  test('goes back when Kafka has lost what was applied, but only when a later look at the partition’s end confirms it', async () => {
    await projector.run(knownProduct, batchOf(listed(30)));
    const anew = { ...batchOf(listed(5)), endOffset: 5n };
    expect(await projector.run(knownProduct, anew)).toEqual({ nextOffset: 0n });
    expect(await effects()).toBe(30);
    expect(await projector.run(knownProduct, anew)).toEqual({ nextOffset: 5n });
    expect(await effects()).toBe(35);
    expect(await projector.freshness()).toEqual([expect.objectContaining({ nextOffset: 5n })]);
    expect(await rows('SELECT action, subject, requested_by FROM operator_action')).toEqual([
      { action: 'checkpoint set back', subject: 'known-product.v1 jinqiao.products.v1/0', requested_by: 'the projector' },
    ]);
    expect(await projector.run(knownProduct, { ...batchOf(listed(1, 5)), endOffset: 6n })).toEqual({ nextOffset: 6n });
  });

  test('a slow member with an old end in hand moves nothing back', async () => {
    const [old, later] = [listed(10), listed(20, 10)];
    await projector.run(knownProduct, batchOf(old));
    const other = new Projector({ pool: side.pool, log: silent });
    await other.run(knownProduct, batchOf(later));
    expect(await projector.run(knownProduct, { ...batchOf(old), endOffset: 10n })).toEqual({ nextOffset: 0n });
    expect(await projector.run(knownProduct, { ...batchOf([...old, ...later]), endOffset: 30n })).toEqual({ nextOffset: 30n });
    expect(await effects()).toBe(30);
    expect(await rows('SELECT FROM operator_action')).toEqual([]);
  });

  test('keeps each projection’s own place: one that starts later begins at zero', async () => {
    const records = listed(10);
    await projector.run(knownProduct, batchOf(records));
    const later: Projection = { ...knownProduct, name: 'known-product.v2' };
    expect(await projector.run(later, batchOf(records.slice(5)))).toEqual({ nextOffset: 0n });
    expect(await projector.run(later, batchOf(records))).toEqual({ nextOffset: 10n });
  });

  test('sets one bad event in fifty aside and applies the rest', async () => {
    const records = Array.from({ length: 200 }, (_, index) =>
      recordOf(eventOf(randomUUID(), 1, index % 50 === 17 ? 'poison' : 'good'), index),
    );
    expect(await projector.run(knownProduct, batchOf(records))).toEqual({ nextOffset: 200n });
    expect(await effects()).toBe(196);
    const open = await letters();
    expect(open.map(({ offset }) => offset)).toEqual([17, 67, 117, 167]);
    expect(open.map(({ reason }) => reason)).toEqual(Array(4).fill(expect.stringContaining('effect_name_check')));
    expect(await projector.deadLetters()).toEqual([{ projection: 'known-product.v1', open: 4 }]);
    const fingerprints = await rows('SELECT DISTINCT fingerprint FROM dead_letter');
    expect(fingerprints).toHaveLength(1);
    expect(
      await rows(
        "SELECT value = convert_to('x', 'UTF8') AS same, key IS NOT NULL AS keyed, headers ->> 'ce_type' AS type FROM dead_letter LIMIT 1",
      ),
    ).toEqual([{ same: false, keyed: true, type: 'jinqiao.product.listed.v1' }]);
  });

  test('sets a batch of nothing but poison aside', async () => {
    const id = randomUUID();
    const records = Array.from({ length: 120 }, (_, index) => recordOf(eventOf(id, index + 1, 'poison'), index));
    expect(await projector.run(knownProduct, batchOf(records))).toEqual({ nextOffset: 120n });
    expect(await projector.deadLetters()).toEqual([{ projection: 'known-product.v1', open: 120 }]);
  });

  test('resolves a letter when the same or a later version of its key is applied, in the same batch or a later one', async () => {
    const [early, late, other] = [randomUUID(), randomUUID(), randomUUID()];
    const records = [
      recordOf(eventOf(early, 1, 'poison'), 0),
      recordOf(eventOf(early, 2, 'good'), 1),
      recordOf(eventOf(late, 1, 'good'), 2),
      recordOf(eventOf(late, 2, 'poison'), 3),
      recordOf(eventOf(other, 1, 'poison'), 4),
    ];
    await projector.run(knownProduct, batchOf(records));
    expect((await letters()).map(({ resolved }) => resolved)).toEqual([true, false, false]);
    await projector.run(knownProduct, batchOf([recordOf(eventOf(late, 3, 'good'), 5)]));
    expect((await letters()).map(({ resolved }) => resolved)).toEqual([true, true, false]);
    expect(await rows('SELECT DISTINCT resolution FROM dead_letter WHERE resolved_at IS NOT NULL ORDER BY resolution')).toEqual([
      { resolution: 'version 2 applied' },
      { resolution: 'version 3 applied' },
    ]);
  });

  test('meets each letter once when replayed from zero', async () => {
    const id = randomUUID();
    const records = [recordOf(eventOf(id, 1, 'poison'), 0), recordOf(eventOf(id, 2, 'good'), 1)];
    await projector.run(knownProduct, batchOf(records));
    await side.admin.query('UPDATE projection_checkpoint SET next_offset = 0');
    await projector.run(knownProduct, batchOf(records));
    expect(await letters()).toEqual([expect.objectContaining({ offset: 0, resolved: true })]);
  });

  test('counts and skips types that it does not read, and drops fields that it does not know', async () => {
    const event = eventOf(randomUUID(), 1, 'good');
    const seen: unknown[] = [];
    const watching: Projection = {
      ...knownProduct,
      contracts: [productListed],
      apply: (_sql, events) => Promise.resolve(void seen.push(...events.map(({ data }) => data))),
    };
    const records = [
      recordOf({ ...event, id: randomUUID(), type: productAmended.type }, 0),
      recordOf({ ...event, data: { ...event.data, colour: 'blue' } }, 1),
      recordOf({ ...event, id: randomUUID(), type: productAmended.type }, 2),
    ];
    expect(await projector.run(watching, batchOf(records))).toEqual({ nextOffset: 3n });
    expect(seen).toEqual([event.data]);
    expect(await projector.freshness()).toEqual([expect.objectContaining({ unknownTypes: 2n })]);
    expect(await projector.deadLetters()).toEqual([]);
  });

  test('keeps an event of a type that nobody here knows yet for a later release', async () => {
    const event = { ...eventOf(randomUUID(), 1, 'good'), type: 'jinqiao.product.painted.v1' };
    expect(await projector.run(knownProduct, batchOf([recordOf(event, 0)]))).toEqual({ nextOffset: 1n });
    expect(await letters()).toEqual([
      { offset: 0, version: 1, resolved: false, reason: expect.stringContaining('Replay it after the upgrade') },
    ]);
    expect(await projector.freshness()).toEqual([expect.objectContaining({ unknownTypes: 1n })]);
  });

  test('sets aside what is not an event, or not the event that its headers promise', async () => {
    const event = eventOf(randomUUID(), 3, 'good');
    const wrong: ((offset: number) => StreamRecord)[] = [
      (offset) => recordOf(event, offset, { value: Buffer.from('{"not json') }),
      (offset) => recordOf(event, offset, { value: Buffer.from([0, 1, 2]) }),
      (offset) => recordOf(event, offset, { value: null }),
      (offset) => recordOf(event, offset, { value: Buffer.alloc(0) }),
      (offset) => recordOf(event, offset, { key: null }),
      (offset) => recordOf(event, offset, { key: Buffer.alloc(20_000, 7) }),
      (offset) => recordOf({ ...event, version: 99_999_999_999, data: { ...event.data, version: 99_999_999_999 } }, offset),
      (offset) => recordOf({ ...event, recordedAt: '2026-02-30T00:00:00Z', data: {} }, offset),
      (offset) => recordOf({ ...event, recordedAt: '0000-01-01T00:00:00Z', data: {} }, offset),
      (offset) =>
        recordOf(event, offset, { headers: { ...recordOf(event, 0).headers, ce_source: 'a\0b\ud800' }, value: Buffer.from('1e999') }),
      (offset) => recordOf(event, offset, { headers: {} }),
      (offset) => recordOf({ ...event, version: 4 }, offset),
      (offset) => recordOf({ ...event, subject: randomUUID() }, offset),
      (offset) => recordOf({ ...event, data: { ...event.data, names: {} } }, offset),
    ];
    const records = [...wrong.map((make, offset) => make(offset)), recordOf({ ...event, id: randomUUID() }, wrong.length)];
    expect(await projector.run(knownProduct, batchOf(records))).toEqual({ nextOffset: BigInt(records.length) });
    expect(await effects()).toBe(1);
    expect((await letters()).map(({ offset }) => offset)).toEqual([...wrong.keys()]);
  });

  test('sets an event aside on which the projection itself stumbles, also when it hides the error of a statement', async () => {
    const stumbling: Projection = {
      ...knownProduct,
      async apply(sql, events) {
        await knownProduct.apply(sql, events);
        for (const { subject, version } of events) {
          if (version === 2) throw new TypeError(`${subject} has no names`);
          if (version === 3) await sql('SELECT 1 / 0').catch(() => undefined);
        }
      },
    };
    const records = [1, 2, 1, 3, 1].map((version, offset) => recordOf(eventOf(randomUUID(), version, 'good'), offset));
    expect(await projector.run(stumbling, batchOf(records))).toEqual({ nextOffset: 5n });
    expect(await effects()).toBe(3);
    expect((await letters()).map(({ offset }) => offset)).toEqual([1, 3]);
  });

  describe('when the trouble is not the event’s', () => {
    async function refuses(projection: Projection, batch: RecordBatch): Promise<void> {
      await expect(projector.run(projection, batch)).rejects.toThrow();
      expect(await effects()).toBe(0);
      expect(await letters()).toEqual([]);
      expect(await projector.run(knownProduct, batch)).toEqual({ nextOffset: 20n });
      expect(await effects()).toBe(20);
    }
    const failingWith = (statement: string): Projection => ({
      ...knownProduct,
      async apply(sql, events) {
        await knownProduct.apply(sql, events);
        await sql(statement);
      },
    });

    test.each(['40001', '40P01', '53300', '57P01', '55P03', '08006'])('passes SQLSTATE %s on and keeps no letter', async (state) => {
      await refuses(failingWith(`DO $$ BEGIN RAISE EXCEPTION 'trouble' USING ERRCODE = '${state}'; END $$`), batchOf(listed(20)));
    });

    test('passes the loss of the connection on', async () => {
      await refuses(failingWith('SELECT pg_terminate_backend(pg_backend_pid())'), batchOf(listed(20)));
    });

    test('passes a table that is missing on: the migration has not run', async () => {
      await refuses(failingWith('SELECT * FROM not_migrated'), batchOf(listed(20)));
    });

    test('passes a lost connection on that shows only while a bad event is sought', async () => {
      const batch = batchOf([...listed(19), recordOf(eventOf(randomUUID(), 1, 'poison'), 19)]);
      let parts = 0;
      const lost: Projection = {
        ...knownProduct,
        async apply(sql, events) {
          parts += 1;
          if (parts === 3)
            await side.admin.query(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() AND state LIKE 'idle in%'",
            );
          await knownProduct.apply(sql, events);
        },
      };
      await expect(projector.run(lost, batch)).rejects.toThrow();
      expect(await letters()).toEqual([]);
      expect(await projector.run(knownProduct, batch)).toEqual({ nextOffset: 20n });
      expect((await letters()).map(({ offset }) => offset)).toEqual([19]);
    });
  });
});
