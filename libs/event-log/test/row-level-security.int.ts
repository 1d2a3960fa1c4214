import { randomUUID } from 'node:crypto';
import { append } from '../src/append.js';
import { inPoolTransaction } from '../src/transaction.js';
import type { Scope } from '../src/transaction.js';
import type { Pool } from 'pg';
import { changeTo, createWriteSide, eventOf } from './write-side.js';
import type { WriteSide } from './write-side.js';

describe('row-level security', () => {
  const [harbour, river] = [randomUUID(), randomUUID()];
  const product = randomUUID();
  let side: WriteSide;
  let pool: Pool;

  beforeAll(async () => {
    side = await createWriteSide();
    pool = side.openPool();
    await inPoolTransaction(pool, { institutionId: harbour }, (sql) =>
      append(sql, changeTo(product, 1, harbour), eventOf(product, 1, harbour)),
    );
  });
  afterAll(() => side.close());

  const rowsSeen = (scope: Scope, table: string) =>
    inPoolTransaction(pool, scope, async (sql) => (await sql(`SELECT * FROM ${table}`)).length);

  test('shows an institution its own rows and nobody else’s, without any WHERE', async () => {
    for (const table of ['aggregate', 'event_log']) {
      expect([table, await rowsSeen({ institutionId: harbour }, table)]).toEqual([table, 1]);
      expect([table, await rowsSeen({ institutionId: river }, table)]).toEqual([table, 0]);
      expect([table, await rowsSeen({ actor: 'reader' }, table)]).toEqual([table, 0]);
      expect([table, await rowsSeen({ actor: 'operator' }, table)]).toEqual([table, 1]);
      expect([table, await rowsSeen({ actor: 'relay' }, table)]).toEqual([table, 1]);
    }
    expect(await rowsSeen({ institutionId: harbour }, 'outbox')).toBe(0);
    expect(await rowsSeen({ actor: 'relay' }, 'outbox')).toBe(1);
  });

  test('shows nothing to a statement outside the transaction helper, also after a scoped one on the same connection', async () => {
    for (const table of ['aggregate', 'event_log', 'outbox']) {
      const { rows } = await pool.query(`SELECT * FROM ${table}`);
      expect(rows).toEqual([]);
    }
  });

  test('lets nobody write into another institution', async () => {
    const id = randomUUID();
    const forged = inPoolTransaction(pool, { institutionId: river }, (sql) =>
      append(sql, changeTo(id, 1, harbour), eventOf(id, 1, harbour)),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
    const loggedOnly = inPoolTransaction(pool, { institutionId: river }, (sql) =>
      append(sql, changeTo(id, 1, river), eventOf(id, 1, harbour)),
    );
    await expect(loggedOnly).rejects.toMatchObject({ code: '42501' });
    const changed = await inPoolTransaction(pool, { institutionId: river }, (sql) =>
      append(sql, changeTo(product, 2, river), eventOf(product, 2, river)),
    );
    expect(changed).toBe(false);
    const moved = inPoolTransaction(pool, { institutionId: harbour }, (sql) => sql('UPDATE aggregate SET institution_id = $1', [river]));
    await expect(moved).rejects.toMatchObject({ code: '42501' });
  });

  test('takes an institution that is not a UUID for an error, never for everybody', async () => {
    await expect(rowsSeen({ institutionId: "' OR true --" }, 'event_log')).rejects.toMatchObject({ code: '22P02' });
    expect(await rowsSeen({ institutionId: '' }, 'event_log')).toBe(0);
  });

  test('is forced on every table with an institution', async () => {
    const { rows } = await side.admin.query(
      `SELECT relname, relrowsecurity AND relforcerowsecurity AS forced FROM pg_class
       JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'institution_id' WHERE relkind = 'r' ORDER BY relname`,
    );
    expect(rows).toEqual(['aggregate', 'event_log', 'outbox'].map((relname) => ({ relname, forced: true })));
  });

  test('leaves the event log as it was appended, for the service and for the administrator', async () => {
    const statements = ["UPDATE event_log SET content = '{}'", 'DELETE FROM event_log', 'DELETE FROM event_log WHERE false'];
    for (const statement of statements) {
      await expect(inPoolTransaction(pool, { actor: 'operator' }, (sql) => sql(statement))).rejects.toThrow('append-only');
      await expect(side.admin.query(statement)).rejects.toThrow('append-only');
    }
    await expect(side.admin.query('TRUNCATE event_log')).rejects.toThrow('append-only');
    expect(await rowsSeen({ actor: 'operator' }, 'event_log')).toBe(1);
  });
});
