import { createDatabase } from '@jinqiao/test-kit/database';
import { FaultProxy } from '@jinqiao/test-kit/fault-proxy';
import { Pool } from 'pg';
import { surviveLostConnections } from '../src/pool-errors.js';
import { inLongTransaction, inPoolTransaction } from '../src/transaction.js';
import { silent } from './write-side.js';

const reader = { actor: 'reader' } as const;

describe('a transaction of a pool', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let proxy: FaultProxy;
  let pool: Pool;

  beforeAll(async () => {
    database = await createDatabase();
    const url = new URL(database.url);
    proxy = await FaultProxy.start({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    pool = surviveLostConnections(new Pool({ connectionString: url.href, max: 1, query_timeout: 300 }), silent);
  });

  afterAll(async () => {
    await pool.end();
    await proxy.stop();
    await database.drop();
  });

  test('gives up a connection on which nothing answers any more, and the next one gets a fresh connection', async () => {
    await inPoolTransaction(pool, reader, (sql) => sql('SELECT 1'));
    proxy.forget();
    await expect(inPoolTransaction(pool, reader, (sql) => sql('SELECT 1'))).rejects.toThrow('Query read timeout');
    await expect(inPoolTransaction(pool, reader, (sql) => sql('SELECT 2 AS two'))).resolves.toEqual([{ two: 2 }]);
  });

  test('may take longer for single statements where it says so', async () => {
    await expect(inPoolTransaction(pool, reader, (sql) => sql('SELECT pg_sleep(0.6)'))).rejects.toThrow('Query read timeout');
    await expect(inLongTransaction(pool, reader, 20_000, (sql) => sql('SELECT 3 AS three, pg_sleep(0.6)::text'))).resolves.toMatchObject([
      { three: 3 },
    ]);
  });

  test('is ended by the server, and its connection kept, when a statement takes longer than the long work may', async () => {
    await expect(inLongTransaction(pool, reader, 200, (sql) => sql('SELECT pg_sleep(20)'))).rejects.toThrow('statement timeout');
    await expect(inPoolTransaction(pool, reader, (sql) => sql('SELECT 4 AS four'))).resolves.toEqual([{ four: 4 }]);
  });
});
