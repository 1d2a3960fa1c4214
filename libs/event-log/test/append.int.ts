import { randomUUID } from 'node:crypto';
import { append, appendAll } from '../src/append.js';
import { outboxHealth } from '../src/outbox-health.js';
import { inPoolTransaction, inTransaction } from '../src/transaction.js';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { changeTo, createWriteSide, eventOf } from './write-side.js';
import type { WriteSide } from './write-side.js';

describe('append', () => {
  const institutionId = randomUUID();
  const scope = { institutionId };
  let side: WriteSide;
  let pool: Pool;

  beforeAll(async () => {
    side = await createWriteSide();
    pool = side.openPool();
  });
  afterAll(() => side.close());

  async function written(subject: string): Promise<{ versions: number[]; logged: number[]; pending: number }> {
    const { rows } = await side.admin.query<{ versions: number[]; logged: number[]; pending: number }>(
      `SELECT ARRAY(SELECT version FROM aggregate WHERE id = $1) AS versions,
         ARRAY(SELECT version FROM event_log WHERE subject = $1 ORDER BY position) AS logged,
         (SELECT count(*)::integer FROM outbox JOIN event_log USING (position) WHERE subject = $1) AS pending`,
      [subject],
    );
    return rows[0]!;
  }

  test('changes the aggregate, logs the event and queues it together', async () => {
    const id = randomUUID();
    const changed = await inPoolTransaction(pool, scope, (sql) =>
      append(sql, changeTo(id, 1, institutionId), eventOf(id, 1, institutionId)),
    );
    expect(changed).toBe(true);
    expect(await written(id)).toEqual({ versions: [1], logged: [1], pending: 1 });
  });

  test('writes nothing when the version guard of the change fails', async () => {
    const id = randomUUID();
    await inPoolTransaction(pool, scope, (sql) => append(sql, changeTo(id, 1, institutionId), eventOf(id, 1, institutionId)));
    const changed = await inPoolTransaction(pool, scope, (sql) =>
      append(sql, changeTo(id, 3, institutionId), eventOf(id, 3, institutionId)),
    );
    expect(changed).toBe(false);
    expect(await written(id)).toEqual({ versions: [1], logged: [1], pending: 1 });
  });

  test('keeps its own parameter apart from a change of eleven and a change of none', async () => {
    const id = randomUUID();
    const many = {
      statement: `INSERT INTO aggregate (id, institution_id, version, note)
        VALUES ($1, $2, $3, concat($4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::text)) RETURNING note`,
      parameters: [id, institutionId, 1, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
    };
    const none = { statement: `UPDATE aggregate SET version = 2 WHERE id = '${id}' RETURNING *`, parameters: [] };
    expect(await inPoolTransaction(pool, scope, (sql) => append(sql, many, eventOf(id, 1, institutionId)))).toBe(true);
    expect(await inPoolTransaction(pool, scope, (sql) => append(sql, none, eventOf(id, 2, institutionId)))).toBe(true);
    expect(await written(id)).toEqual({ versions: [2], logged: [1, 2], pending: 2 });
    const { rows } = await side.admin.query('SELECT note FROM aggregate WHERE id = $1', [id]);
    expect(rows).toEqual([{ note: 'abcdefgh' }]);
  });

  test('logs one event for a change of several rows', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    const change = {
      statement: 'INSERT INTO aggregate (id, institution_id, version) SELECT id, $2, 1 FROM unnest($1::uuid[]) AS id RETURNING id',
      parameters: [[id, other], institutionId],
    };
    expect(await inPoolTransaction(pool, scope, (sql) => append(sql, change, eventOf(id, 1, institutionId)))).toBe(true);
    expect(await written(id)).toEqual({ versions: [1], logged: [1], pending: 1 });
  });

  test('lets exactly one of many writers of the same version through', async () => {
    const id = randomUUID();
    await inPoolTransaction(pool, scope, (sql) => append(sql, changeTo(id, 1, institutionId), eventOf(id, 1, institutionId)));
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () =>
        inPoolTransaction(pool, scope, (sql) => append(sql, changeTo(id, 2, institutionId), eventOf(id, 2, institutionId))),
      ),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await written(id)).toEqual({ versions: [2], logged: [1, 2], pending: 2 });
  });

  test('runs in a TypeORM transaction, which answers rows for UPDATE … RETURNING as well', async () => {
    const dataSource = await new DataSource({ type: 'postgres', url: side.serviceUrl }).initialize();
    const id = randomUUID();
    try {
      await inTransaction(dataSource, scope, async (sql) => {
        expect(await append(sql, changeTo(id, 1, institutionId), eventOf(id, 1, institutionId))).toBe(true);
        expect(await sql('UPDATE aggregate SET note = $2 WHERE id = $1 RETURNING note', [id, 'seen'])).toEqual([{ note: 'seen' }]);
        expect(await sql('UPDATE aggregate SET note = $2 WHERE id = $1', [id, 'kept'])).toEqual([]);
      });
      const failing = inTransaction(dataSource, scope, async (sql) => {
        await append(sql, changeTo(id, 2, institutionId), eventOf(id, 2, institutionId));
        throw new Error('refused after the append');
      });
      await expect(failing).rejects.toThrow('refused after the append');
    } finally {
      await dataSource.destroy();
    }
    expect(await written(id)).toEqual({ versions: [1], logged: [1], pending: 1 });
  });

  test('is not taken for committed when the work swallows the error of a statement', async () => {
    const dataSource = await new DataSource({ type: 'postgres', url: side.serviceUrl }).initialize();
    const swallowing = async (sql: Parameters<Parameters<typeof inPoolTransaction>[2]>[0]): Promise<void> => {
      await append(sql, changeTo(randomUUID(), 1, institutionId), eventOf(randomUUID(), 1, institutionId));
      await sql('SELECT 1 / 0').catch(() => undefined);
    };
    try {
      await expect(inTransaction(dataSource, scope, swallowing)).rejects.toThrow();
      await expect(inPoolTransaction(pool, scope, swallowing)).rejects.toThrow('rolled back');
    } finally {
      await dataSource.destroy();
    }
  });

  test('refuses content that its contract does not know, and a version that is not the event’s', async () => {
    const id = randomUUID();
    const event = eventOf(id, 1, institutionId);
    const grown = { ...event, data: { ...event.data, colour: 'blue' } };
    const shifted = { ...event, data: { ...event.data, version: 2 } };
    for (const wrong of [grown, shifted, { ...event, data: { ...event.data, names: {} } }]) {
      await expect(inPoolTransaction(pool, scope, (sql) => append(sql, changeTo(id, 1, institutionId), wrong))).rejects.toThrow(id);
    }
    expect(await written(id)).toEqual({ versions: [], logged: [], pending: 0 });
  });

  test('refuses content that the broker would not take, before anything is written', async () => {
    const id = randomUUID();
    const event = eventOf(id, 1, institutionId);
    const large = { ...event, data: { ...event.data, terms: { text: '债'.repeat(300_000) } } };
    await expect(inPoolTransaction(pool, scope, (sql) => append(sql, changeTo(id, 1, institutionId), large))).rejects.toMatchObject({
      type: 'event-too-large',
    });
    expect(await written(id)).toEqual({ versions: [], logged: [], pending: 0 });
  });

  test('logs many events of many subjects in their order with one statement', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const events = [
      eventOf(one, 1, institutionId),
      eventOf(two, 1, institutionId),
      eventOf(one, 2, institutionId),
      eventOf(one, 3, institutionId),
    ];
    await inPoolTransaction(pool, { actor: 'projector' }, (sql) => appendAll(sql, events));
    await inPoolTransaction(pool, { actor: 'projector' }, (sql) => appendAll(sql, []));
    expect((await written(one)).logged).toEqual([1, 2, 3]);
    const { rows } = await side.admin.query<{ id: string }>(
      'SELECT event_id AS id FROM event_log WHERE subject = ANY($1) ORDER BY position',
      [[one, two]],
    );
    expect(rows.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  test('keeps every column of the event as it was given', async () => {
    const id = randomUUID();
    const event = { ...eventOf(id, 1, institutionId), causationId: 'cause', traceparent: '00-1-2-01', authId: 'wei', authType: 'maker' };
    await inPoolTransaction(pool, scope, (sql) => append(sql, changeTo(id, 1, institutionId), event));
    const { rows } = await side.admin.query('SELECT * FROM event_log WHERE subject = $1', [id]);
    expect(rows[0]).toMatchObject({
      event_id: event.id,
      event_type: 'jinqiao.product.listed.v1',
      topic: 'jinqiao.products.v1',
      version: 1,
      institution_id: institutionId,
      happened_at: new Date(event.happenedAt),
      correlation_id: 'test',
      causation_id: 'cause',
      traceparent: '00-1-2-01',
      auth_id: 'wei',
      auth_type: 'maker',
      content: event.data,
    });
  });

  test('shows in the health of the outbox how many events wait and for how long', async () => {
    const { pending, oldestAgeMs } = await outboxHealth(pool);
    const { rows } = await side.admin.query<{ pending: number }>('SELECT count(*)::integer AS pending FROM outbox');
    expect(pending).toBe(rows[0]?.pending);
    expect(oldestAgeMs).toBeGreaterThanOrEqual(0);
    await side.admin.query('TRUNCATE outbox');
    expect(await outboxHealth(pool)).toEqual({ pending: 0, oldestAgeMs: null });
  });
});
