import { randomUUID } from 'node:crypto';
import { clientSql, poolSql } from '@jinqiao/event-log/sql';
import { eventually } from '@jinqiao/test-kit/eventually';
import { JobRunning, takeUpJob } from '../src/job.store.js';
import { Jobs } from '../src/jobs.js';
import type { JobWork } from '../src/jobs.js';
import { createReadSide, silent } from './read-side.js';
import type { ReadSide } from './read-side.js';

describe('Jobs', () => {
  let side: ReadSide;
  const open: Jobs[] = [];
  const timing = { heldMs: 1_000, lookMs: 20, restAfterFailureMs: 10 };
  const asked = { requestedBy: 'olga', reason: 'after the outage' };

  beforeEach(async () => {
    side = await createReadSide();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((jobs) => jobs.stop()));
    await side.close();
  });

  function jobsOfAProcess(): Jobs {
    const jobs = new Jobs(side.pool, silent, timing);
    open.push(jobs);
    return jobs;
  }
  const ended = (jobs: Jobs, id: string) =>
    eventually(async () => {
      const job = await jobs.get(id);
      expect(job?.endedAt).not.toBeNull();
      return job;
    });
  const untilAborted = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const waiting: JobWork = async (job) => {
    await job.progress({ done: 1 });
    await untilAborted(job.signal);
    return { done: 1 };
  };
  const actions = async () =>
    (await side.admin.query('SELECT action, subject, requested_by, reason FROM operator_action ORDER BY id')).rows as unknown[];

  test('does what was asked, shows its progress and keeps its outcome and who asked for it', async () => {
    const jobs = jobsOfAProcess();
    const id = await jobs.start('replay', 'all', { ...asked, request: { all: true } }, async (job) => {
      await job.progress({ total: 2 });
      await job.progress({ done: 2 });
      return { applied: 2 };
    });
    expect(await ended(jobs, id)).toMatchObject({
      kind: 'replay',
      subject: 'all',
      lifecycle: 'succeeded',
      request: { all: true },
      progress: { total: 2, done: 2 },
      outcome: { applied: 2 },
      ...asked,
      resumptions: 0,
      cancellation: null,
    });
    expect(await actions()).toEqual([{ action: 'replay begun', subject: 'all', requested_by: 'olga', reason: 'after the outage' }]);
    expect((await jobs.list()).map((job) => job.id)).toEqual([id]);
  });

  test('keeps a note of who did what, which even the owner of the table can’t change', async () => {
    await ended(jobsOfAProcess(), await jobsOfAProcess().start('replay', 'all', asked, () => Promise.resolve({})));
    await expect(side.admin.query("UPDATE operator_action SET requested_by = 'nobody'")).rejects.toThrow('append-only');
    await expect(side.admin.query('TRUNCATE operator_action')).rejects.toThrow('append-only');
  });

  test('runs one job of a kind and subject at a time, and names the one that runs', async () => {
    const [one, other] = [jobsOfAProcess(), jobsOfAProcess()];
    const id = await one.start('rebuild', 'catalogue-product.v1', asked, waiting);
    const refused = await other.start('rebuild', 'catalogue-product.v1', asked, waiting).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(JobRunning);
    expect((refused as JobRunning).jobId).toBe(id);
    expect(await actions()).toHaveLength(1);
  });

  test('is cancelled from another process, and says who wanted it and why', async () => {
    const [one, other] = [jobsOfAProcess(), jobsOfAProcess()];
    const id = await one.start('replay', 'all', asked, waiting);
    expect(await other.cancel(id, { requestedBy: 'otto', reason: 'too slow' })).toBe(true);
    expect(await ended(one, id)).toMatchObject({
      lifecycle: 'cancelled',
      progress: { done: 1 },
      cancellation: { requestedBy: 'otto', reason: 'too slow', requestedAt: expect.any(String) },
    });
    expect(await one.cancel(id, asked)).toBe(false);
    expect(await actions()).toHaveLength(2);
  });

  test('is gone on with after its process died, with what was asked and what was noted', async () => {
    const sql = poolSql(side.pool);
    const id = await jobsOfAProcess().open(sql, 'replay', 'all', { ...asked, request: { ratePerSecond: 5 } });
    await takeUpJob(sql, { name: 'a process that died', heldMs: 200 }, { id });
    await side.admin.query(`UPDATE operation_job SET progress = '{"done": 3}'`);
    const jobs = jobsOfAProcess();
    jobs.resumable('replay', (job) => Promise.resolve({ before: job.progressBefore, request: job.request }));
    expect(await ended(jobs, id)).toMatchObject({
      lifecycle: 'succeeded',
      resumptions: 1,
      outcome: { before: { done: 3 }, request: { ratePerSecond: 5 } },
    });
  });

  test('a process that was thought dead can write nothing more for its job', async () => {
    const jobs = jobsOfAProcess();
    let goOn = (): void => undefined;
    let late: Promise<unknown> | undefined;
    const begun = new Promise<void>((resolve) => {
      void jobs.start('replay', 'all', asked, async (job) => {
        resolve();
        await new Promise<void>((go) => (goOn = go));
        late = job.progress({ done: 99 });
        await late;
      });
    });
    await begun;
    await side.admin.query("UPDATE operation_job SET holder = 'another process'");
    goOn();
    await eventually(() => expect(late).toBeDefined());
    await expect(late).rejects.toThrow('no longer');
    expect(await jobs.list()).toMatchObject([{ lifecycle: 'running', progress: {} }]);
  });

  test('a stopping process leaves its job to the next, and no failure of the database ends one', async () => {
    const one = jobsOfAProcess();
    const id = await one.start('replay', 'all', asked, waiting);
    await one.stop();
    expect(await one.get(id)).toMatchObject({ lifecycle: 'running' });
    let attempts = 0;
    const next = jobsOfAProcess();
    next.resumable('replay', async () => {
      attempts += 1;
      if (attempts < 3) throw Object.assign(new Error('the connection was lost'), { code: '08006' });
      return Promise.resolve({ attempts });
    });
    expect(await ended(next, id)).toMatchObject({ lifecycle: 'succeeded', outcome: { attempts: 3 } });
  });

  test('fails with the reason when its work fails, and waits for a decision when its work says so', async () => {
    const jobs = jobsOfAProcess();
    const failed = await jobs.start('replay', 'all', asked, () => Promise.reject(new Error('no such projection')));
    expect(await ended(jobs, failed)).toMatchObject({ lifecycle: 'failed', outcome: { reason: 'no such projection' } });
    const ready = await jobs.start('rebuild', 'p', asked, (job) => Promise.resolve(job.endReady()));
    await eventually(async () => expect(await jobs.get(ready)).toMatchObject({ lifecycle: 'ready', endedAt: null }));
    expect(await jobs.settle(poolSql(side.pool), ready, 'succeeded', { swapped: true })).toBe(true);
    expect(await jobs.settle(poolSql(side.pool), ready, 'cancelled')).toBe(false);
    expect(await jobs.get(ready)).toMatchObject({ lifecycle: 'succeeded', outcome: { swapped: true } });
  });

  test('a job opened in a transaction begins after its commit and not without it', async () => {
    const jobs = jobsOfAProcess();
    jobs.resumable('replay', () => Promise.resolve({}));
    const client = await side.pool.connect();
    await client.query('BEGIN');
    const rolledBack = await jobs.open(clientSql(client), 'replay', 'all', asked);
    await client.query('ROLLBACK');
    client.release();
    const id = await jobs.open(poolSql(side.pool), 'replay', 'all', asked);
    jobs.wake();
    expect(await ended(jobs, id)).toMatchObject({ lifecycle: 'succeeded', resumptions: 0 });
    expect(await jobs.get(rolledBack)).toBeUndefined();
    expect(await jobs.get(randomUUID())).toBeUndefined();
  });
});
