import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { EventStream, RunningSubscription } from '@jinqiao/event-stream/event-stream';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { eventually } from '@jinqiao/test-kit/eventually';
import { topicsYaml } from '@jinqiao/test-kit/topics';
import { generations } from '../src/generation.store.js';
import { NotServable, rollBack, swap } from '../src/generation-swap.js';
import type { Job } from '../src/job.store.js';
import { Jobs } from '../src/jobs.js';
import { Projector } from '../src/projector.js';
import { rebuild } from '../src/rebuild.js';
import type { RebuildOutcome } from '../src/rebuild.js';
import { createBothSides, everyVersion, latestVersion } from './both-sides.js';
import { eventOf, silent } from './read-side.js';

const asked = { requestedBy: 'an operator', reason: 'The table was edited.' };
const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const log = { ...silent, debug: () => undefined };
const events = (subjects: readonly string[], version: number): StreamEvent[] =>
  subjects.map((subject) => eventOf(subject, version, `Bond ${subject.slice(-3)} v${version}`));

/** How many records on the topic can't be applied: both projections read the same one. */
let poisoned = 0;

describe.each([everyVersion, latestVersion])('a rebuild of $name', (projection) => {
  const table = projection.tables?.[0]?.name ?? '';
  let sides: Awaited<ReturnType<typeof createBothSides>>;
  let stream: EventStream;
  let live: RunningSubscription;
  let jobs: Jobs;
  const products: readonly string[] = Array.from({ length: 200 }, () => randomUUID());

  beforeAll(async () => {
    await ensureTopics(brokers, topicsYaml());
    sides = await createBothSides();
    stream = connectKafka({ brokers, clientId: 'rebuild-test', log });
    const projector = new Projector({ pool: sides.pool, log: silent });
    const group = `live-${randomUUID()}`;
    live = await stream.consumeBatches({ group, topics: [projection.topic], onBatch: (batch) => projector.run(projection, batch) });
    jobs = new Jobs(sides.pool, silent, { lookMs: 20, heldMs: 2_000 });
    jobs.resumable('rebuild', (job) => rebuild(parts(), projection, job));
    for (const version of [1, 2, 3]) await stream.publish(events(products, version));
    await liveIsCaughtUp();
  });
  afterAll(async () => {
    await jobs.stop();
    await live.stop();
    await stream.close();
    await sides.close();
  });

  const parts = () => ({ pool: sides.pool, stream, group: 'rebuild-test', log: silent });
  const asProjector = <T>(statement: string, parameters: readonly unknown[] = []): Promise<readonly T[]> =>
    inPoolTransaction(sides.pool, { actor: 'projector' }, (sql) => sql(statement, parameters)) as Promise<readonly T[]>;
  const servedRows = () => asProjector<Record<string, unknown>>(`SELECT product_id, version, row_digest FROM ${table} ORDER BY 1, 2`);
  const inOperator = <T>(work: Parameters<typeof inPoolTransaction<T>>[2]): Promise<T> =>
    inPoolTransaction(sides.pool, { actor: 'operator' }, work);
  const shadowOf = async () =>
    (await generations((statement) => asProjector(statement))).find((each) => each.projection === projection.name);

  function liveIsCaughtUp(): Promise<void> {
    return eventually(async () => {
      const ends = (await stream.lag('any', [projection.topic])).filter(({ endOffset }) => endOffset > 0n);
      const rows = await asProjector<{ partition: number; next: string }>(
        'SELECT partition, next_offset::text AS next FROM projection_checkpoint WHERE serving AND projection = $1',
        [projection.name],
      );
      for (const { partition, endOffset } of ends) {
        if (BigInt(rows.find((row) => row.partition === partition)?.next ?? 0) < endOffset) throw new Error('The live consumer is behind.');
      }
    });
  }

  async function rebuilt(): Promise<Job & { readonly outcome: RebuildOutcome }> {
    const id = await inOperator((sql) => jobs.open(sql, 'rebuild', projection.name, asked));
    jobs.wake();
    return ended(id);
  }

  const ended = (id: string): Promise<Job & { readonly outcome: RebuildOutcome }> =>
    eventually(
      async () => {
        const job = await jobs.get(id);
        if (job === undefined || job.lifecycle === 'running') throw new Error(`The job runs: ${JSON.stringify(job?.progress)}`);
        return job as Job & { readonly outcome: RebuildOutcome };
      },
      { timeoutMs: 45_000 },
    );

  /** Reads all the time; says how often, what failed, and whether a reader ever saw less than before. */
  function readers() {
    let stopped = false;
    const seen = { reads: 0, shrunk: 0, failures: [] as unknown[] };
    const read = async (): Promise<void> => {
      for (let most = 0; !stopped && seen.failures.length === 0; seen.reads += 1) {
        try {
          const [row] = await asProjector<{ total: number }>(`SELECT sum(version)::float8 AS total FROM ${table}`);
          if ((row?.total ?? 0) < most) seen.shrunk += 1;
          most = Math.max(most, row?.total ?? 0);
        } catch (error) {
          seen.failures.push(error);
        }
      }
    };
    const reading = Promise.all([read(), read()]);
    return {
      async stop() {
        stopped = true;
        await reading;
        return seen;
      },
    };
  }

  test('ends ready with the same rows, whatever is published meanwhile, and its swap is noticed by no reader', async () => {
    const reading = readers();
    let jobId = '';
    try {
      const publishing = (async () => {
        for (let version = 4; version <= 12; version += 1) await stream.publish(events(products, version));
      })();
      const job = await rebuilt();
      jobId = job.id;
      expect(job).toMatchObject({ lifecycle: 'ready', outcome: { differing: 0, refused: poisoned, resumed: false } });
      await publishing;
      const swapping = swap({ ...parts(), jobs }, projection, asked, inOperator);
      for (let version = 13; version <= 20; version += 1) await stream.publish(events(products, version));
      expect(await swapping).toEqual({ projection: projection.name, serving: 'green', kept: 'blue' });
      await liveIsCaughtUp();
    } finally {
      expect(await reading.stop()).toMatchObject({ shrunk: 0, failures: [] });
    }
    const rows = await servedRows();
    const mine = rows.filter((row) => products.includes(row['product_id'] as string));
    expect(mine).toHaveLength(projection.latestOnly ? 200 : 200 * 20);
    expect(await jobs.get(jobId)).toMatchObject({ lifecycle: 'succeeded' });
    await expect(swap({ ...parts(), jobs }, projection, asked, inOperator)).rejects.toThrow(NotServable);
  });

  test('gives the shadow every index of what is served', async () => {
    const { rows } = await sides.admin.query<{ tablename: string; tail: string }>(
      "SELECT tablename, substring(indexdef FROM ' USING .*$') AS tail FROM pg_indexes WHERE schemaname = 'public' AND tablename ~ '_(blue|green)$' ORDER BY 2",
    );
    const of = (colour: string) => rows.filter(({ tablename }) => tablename === `${table}_${colour}`).map(({ tail }) => tail);
    expect(of('green')).toEqual(of('blue'));
  });

  test('can be rolled back: what was served before is served again, and brought up to date', async () => {
    const before = await servedRows();
    await sides.admin.query(`UPDATE ${table} SET row_digest = 'edited' WHERE product_id = $1`, [products[0]]);
    expect(await rollBack({ ...parts(), jobs }, projection, asked, inOperator)).toMatchObject({ serving: 'blue', kept: 'green' });
    await stream.publish([eventOf(randomUUID(), 1, 'After the rollback')]);
    await liveIsCaughtUp();
    expect((await servedRows()).length).toBe(before.length + 1);
    expect((await servedRows()).filter((row) => row['row_digest'] === 'edited')).toEqual([]);
    const { rows } = await sides.admin.query('SELECT action, requested_by, reason FROM operator_action ORDER BY id DESC LIMIT 1');
    expect(rows).toEqual([{ action: 'rollback', requested_by: asked.requestedBy, reason: asked.reason }]);
  });

  test('says how many subjects differ from what is served, and its swap mends them', async () => {
    const before = await servedRows();
    await sides.admin.query(`DELETE FROM ${table} WHERE product_id = $1`, [products[1]]);
    await sides.admin.query(`UPDATE ${table} SET version = version + 100 WHERE product_id = $1`, [products[2]]);
    const job = await rebuilt();
    expect(job.outcome).toMatchObject({ differing: 2, examples: [products[1], products[2]].sort() });
    await swap({ ...parts(), jobs }, projection, asked, inOperator);
    expect(await servedRows()).toEqual(before);
  });

  test('puts away in a letter what can not be applied, and applies the rest', async () => {
    const product = randomUUID();
    const poison = { ...eventOf(product, 2, 'x'), data: { ...eventOf(product, 2, 'x').data, names: 'none' } };
    await stream.publish([eventOf(product, 1, 'Good'), poison as unknown as StreamEvent]);
    poisoned += 1;
    await liveIsCaughtUp();
    await sides.admin.query('DELETE FROM dead_letter_attempt');
    await sides.admin.query('DELETE FROM dead_letter');
    expect((await rebuilt()).outcome).toMatchObject({ differing: 0, refused: poisoned });
    expect((await sides.admin.query('SELECT subject, version FROM dead_letter WHERE resolved_at IS NULL')).rows).toContainEqual({
      subject: product,
      version: 2,
    });
    await rebuilt();
    expect((await sides.admin.query('SELECT FROM dead_letter_attempt')).rowCount).toBe(poisoned);
  });

  test('goes on in another process when its own is killed, and leaves what is served alone', async () => {
    const before = [await servedRows(), (await shadowOf())?.serving];
    const victim = startProcess({ PROJECTION: projection.name, SLOWLY: 'yes' });
    try {
      await jobs.stop();
      jobs = new Jobs(sides.pool, silent, { lookMs: 20, heldMs: 2_000 });
      const id = await inOperator((sql) => jobs.open(sql, 'rebuild', projection.name, asked));
      await eventually(async () => {
        const [row] = await asProjector<{ filled: string }>(
          `SELECT count(*)::text AS filled FROM projection_checkpoint JOIN projection_generation USING (projection)
           WHERE projection = $1 AND shadow = 'filling' AND generation <> projection_generation.serving AND next_offset > 0`,
          [projection.name],
        );
        if (row?.filled === '0') throw new Error('Nothing is filled yet.');
      });
      victim.kill('SIGKILL');
      expect([await servedRows(), (await shadowOf())?.serving]).toEqual(before);
      jobs.resumable('rebuild', (job) => rebuild(parts(), projection, job));
      const job = await ended(id);
      expect(job).toMatchObject({ lifecycle: 'ready', outcome: { differing: 0, resumed: true } });
      expect(job.resumptions).toBeGreaterThanOrEqual(1);
    } finally {
      victim.kill('SIGKILL');
    }
  });

  test('has swapped or has not when the process is killed in the middle of it', async () => {
    const before = await shadowOf();
    const victim = startProcess({ PROJECTION: projection.name, SWAP: 'yes' });
    try {
      await eventually(async () => {
        const { rows } = await sides.admin.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()",
        );
        if (rows.length === 0) throw new Error('It is not swapping yet.');
      });
      victim.kill('SIGKILL');
      await sides.admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()",
      );
      expect(await shadowOf()).toEqual(before);
      expect(await swap({ ...parts(), jobs }, projection, asked, inOperator)).toMatchObject({ kept: before?.serving });
    } finally {
      victim.kill('SIGKILL');
    }
  });

  test('is refused to anyone but an operator, by the database itself', async () => {
    for (const call of ['clear_shadow', 'index_shadow', 'serve_shadow']) {
      await expect(asProjector(`SELECT ${call}($1)`, [projection.name])).rejects.toMatchObject({ code: '42501' });
    }
    const owned = await sides.admin.query(
      "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) LIKE 'both_%' AND relnamespace = 'public'::regnamespace",
    );
    expect(owned.rows).toEqual([]);
  });

  function startProcess(env: Readonly<Record<string, string>>) {
    const sources = new URL('../../test-kit/typescript-sources.mjs', import.meta.url).href;
    const main = fileURLToPath(new URL('./rebuild-process.main.ts', import.meta.url));
    const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', sources];
    return spawn(process.execPath, [...flags, main], {
      env: { ...process.env, NODE_OPTIONS: '', SERVICE_URL: sides.serviceUrl, ...env },
      stdio: ['pipe', 'inherit', 'inherit'],
    });
  }
});
