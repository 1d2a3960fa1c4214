import { randomUUID } from 'node:crypto';
import { createDatabase } from '@jinqiao/test-kit/database';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import type { TestIssuer } from '@jinqiao/test-kit/tokens';
import { Client } from 'pg';
import { createService } from '../src/service.js';
import type { RunningService } from '../src/service.js';
import { CreateNotes1700000000000, notes, notesEnvironment } from './notes.service.js';
import { migrateService } from '../src/migrate.js';

let database: Awaited<ReturnType<typeof createDatabase>>;
let administrator: Client;
let issuer: TestIssuer;
let service: RunningService;
let env: Awaited<ReturnType<typeof notesEnvironment>>;

beforeAll(async () => {
  [database, issuer] = await Promise.all([createDatabase(), testIssuer()]);
  env = await notesEnvironment(database.url, issuer);
  service = await createService(notes, env);
  administrator = new Client({ connectionString: database.url });
  await administrator.connect();
});
afterAll(async () => {
  await Promise.all([service.close(), administrator.end(), issuer.stop()]);
  await database.drop();
});

const writer = async (institutionId: string = randomUUID()) => {
  const authorization = `Bearer ${await issuer.token({ roles: ['maker'], institutionId })}`;
  return {
    institutionId,
    write: (key: string, payload: object) =>
      service.app.inject({ method: 'POST', url: '/v1/notes', payload, headers: { authorization, 'idempotency-key': key } }),
    stored: async () =>
      Number((await administrator.query('SELECT count(*) FROM products.note WHERE institution_id = $1', [institutionId])).rows[0]?.count),
  };
};

describe('a command', () => {
  test('answers its status, headers and body', async () => {
    const { write } = await writer();
    const answer = await write('k', { text: 'first' });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ etag: '"1"', location: '/v1/notes/1', 'consistency-token': `note:${answer.json().id}@1` });
    expect(answer.headers).not.toHaveProperty('idempotency-replayed');
  });

  test('sent twenty times at once with one key takes effect once and gives everyone the same answer', async () => {
    const { write, stored } = await writer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => write('once', { text: 'at once' })));
    expect(new Set(answers.map(({ statusCode, payload, headers }) => `${statusCode} ${payload} ${String(headers['etag'])}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(19);
    expect(await stored()).toBe(1);
  });

  test('under a used key but with other content is refused and changes nothing', async () => {
    const { write, stored } = await writer();
    await write('k', { text: 'first' });
    const answer = await write('k', { text: 'second' });
    expect([answer.statusCode, answer.json().type]).toEqual([422, 'http://gate/problems/idempotency-key-reused']);
    expect(await stored()).toBe(1);
  });

  test('that failed is not remembered: the same key may succeed later', async () => {
    const { write, stored } = await writer();
    expect((await write('k', { text: 'x', fails: true })).statusCode).toBe(409);
    expect(await stored()).toBe(0);
    expect((await write('k', { text: 'x' })).statusCode).toBe(201);
  });

  test('that fails twenty times at once leaves nothing', async () => {
    const { write, stored } = await writer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => write('k', { text: 'x', fails: true })));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([409]));
    expect(await stored()).toBe(0);
  });

  test('of another institution may use the same key', async () => {
    const [first, second] = await Promise.all([writer(), writer()]);
    const answers = [await first.write('shared', { text: 'a' }), await second.write('shared', { text: 'b' })];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
  });

  test('without a key is refused before anything is stored', async () => {
    const { write, stored } = await writer();
    const answer = await write('', { text: 'x' });
    expect([answer.statusCode, answer.json().type]).toEqual([400, 'http://gate/problems/idempotency-key-missing']);
    expect(await stored()).toBe(0);
  });

  test('by PUT needs no key but says which revision it builds on', async () => {
    const authorization = `Bearer ${await issuer.token({ roles: ['maker'] })}`;
    const put = (headers: Record<string, string>) =>
      service.app.inject({ method: 'PUT', url: `/v1/notes/${randomUUID()}`, headers: { authorization, ...headers } });
    expect((await put({})).statusCode).toBe(428);
    expect((await put({ 'if-match': 'W/"3"' })).statusCode).toBe(412);
    expect((await put({ 'if-match': '"3"' })).json()).toMatchObject({ revision: 3, key: '' });
  });
});

describe('the role of a service', () => {
  let own: Client;
  beforeAll(async () => {
    own = new Client({ connectionString: env.SERVICE_DATABASE_URL });
    await own.connect();
  });
  afterAll(() => own.end());

  test('sees no row and no stored answer without a scope', async () => {
    for (const table of ['note', 'idempotency_key']) expect((await own.query(`SELECT * FROM ${table}`)).rows).toEqual([]);
    expect((await administrator.query('SELECT * FROM products.idempotency_key')).rows).not.toEqual([]);
  });

  test.each([
    'CREATE TABLE products.x (id int)',
    'ALTER TABLE note DISABLE ROW LEVEL SECURITY',
    'DROP TABLE note',
    'DELETE FROM schema_migration',
    'SET ROLE postgres',
  ])('may not %s', async (statement) => {
    await expect(own.query(statement)).rejects.toThrow(/permission denied|must be owner|does not exist/);
  });

  test('owns nothing', async () => {
    const { rows } = await administrator.query(
      `SELECT relname FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = 'jinqiao_products'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('migration', () => {
  const service = { name: 'products', migrations: [CreateNotes1700000000000] } as const;

  test('may run again, and many times at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => migrateService(service, env)));
  });

  test('of one service in many new databases at once shares the role', async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => createDatabase()));
    await Promise.all(databases.map(({ url }) => notesEnvironment(url, issuer)));
    await Promise.all(databases.map(({ drop }) => drop()));
  });

  test('refuses the administrator as the role of the service', async () => {
    await expect(migrateService(service, { ...env, SERVICE_DATABASE_URL: env.DATABASE_URL })).rejects.toThrow('administrator');
  });

  test('refuses another database than the administrator names', async () => {
    const elsewhere = env.SERVICE_DATABASE_URL.replace(/[^/]+$/, 'elsewhere');
    await expect(migrateService(service, { ...env, SERVICE_DATABASE_URL: elsewhere })).rejects.toThrow('must be the same');
  });
});
