import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@jinqiao/embedded-servers/free-port';
import { kafkaIsReady } from '@jinqiao/embedded-servers/kafka-readiness';
import { startKafka } from '@jinqiao/embedded-servers/kafka';
import { startPostgres } from '@jinqiao/embedded-servers/postgres';
import { Client } from 'pg';

/** Four starts of a server follow one another, each slow on a busy machine. */
const patienceMs = 180_000;

const dir = join(tmpdir(), `embedded-servers-${process.pid}`);
beforeAll(() => mkdirSync(dir));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows as unknown[];
}

test(
  'a durable Postgres keeps what was written, also when its starter was killed and left it running',
  async () => {
    const options = { dir: join(dir, 'postgres'), durable: true };
    const abandoned = await startPostgres(options);
    await ask(abandoned.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    const successor = await startPostgres(options);
    await abandoned.exited;
    expect(await ask(successor.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    expect(await ask(successor.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    await successor.stop();
    const again = await startPostgres(options);
    expect(await ask(again.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    process.kill(again.pid, 'SIGKILL');
    await again.exited;
    const afterCrash = await startPostgres(options);
    expect(await ask(afterCrash.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await afterCrash.stop();
  },
  patienceMs,
);

const withEmbeddedKafka = process.env['TEST_SERVERS'] === 'docker' ? test.skip : test;

withEmbeddedKafka(
  'a Kafka that was left running gives way to the next on the same port',
  async () => {
    const options = { dir: join(dir, 'kafka'), port: await freePort(), heapMb: 192, quickStart: true };
    const abandoned = await startKafka(options);
    const successor = await startKafka(options);
    await abandoned.exited;
    expect(await kafkaIsReady('127.0.0.1', options.port)).toBe(true);
    await successor.stop();
    expect(await kafkaIsReady('127.0.0.1', options.port)).toBe(false);
  },
  patienceMs,
);

test('a Postgres that can not start says why', async () => {
  const running = await startPostgres({ dir: join(dir, 'first'), durable: false });
  await expect(startPostgres({ dir: join(dir, 'second'), durable: false, port: running.port })).rejects.toThrow(/Address already in use/);
  await running.stop();
});
