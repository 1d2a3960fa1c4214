import { randomUUID } from 'node:crypto';
import { institutionApproved } from '@jinqiao/contracts/institution-events';
import { encodeRecord } from '@jinqiao/event-stream/cloud-events';
import { generationTables } from '@jinqiao/projection/generation-tables';
import type { Job } from '@jinqiao/projection/job.store';
import { jobTables } from '@jinqiao/projection/job-tables';
import { letterAttemptTables } from '@jinqiao/projection/letter-tables';
import type { Projection } from '@jinqiao/projection/projection';
import { Projector } from '@jinqiao/projection/projector';
import { projectionTables } from '@jinqiao/projection/tables';
import { createDatabase } from '@jinqiao/test-kit/database';
import { eventually } from '@jinqiao/test-kit/eventually';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import type { TestIssuer } from '@jinqiao/test-kit/tokens';
import { Controller, Inject, Module } from '@nestjs/common';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrateService, serviceDatabaseUrl } from '../src/migrate.js';
import { createService } from '../src/service.js';
import type { RunningService } from '../src/service.js';
import type { ServiceDefinition } from '../src/service-definition.js';
import { idempotencyTables } from '../src/tables.js';

const approvals: Projection = {
  name: 'approvals.v1',
  topic: 'jinqiao.institutions.v1',
  contracts: [institutionApproved],
  apply: async (sql, events) => {
    for (const { subject } of events) await sql('INSERT INTO approval VALUES ($1) ON CONFLICT DO NOTHING', [subject]);
  },
};

@Controller()
class ApprovalsConsumer {
  constructor(@Inject(Projector) projector: Projector) {
    projector.register(approvals);
  }
}

@Module({ controllers: [ApprovalsConsumer] })
class ApprovalsModule {}

class CreateApprovals1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `${projectionTables} ${generationTables} ${jobTables} ${letterAttemptTables} ${idempotencyTables}
       CREATE TABLE approval (institution_id uuid PRIMARY KEY, CONSTRAINT refuses_all CHECK (false));`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Approvals are never taken away.'));
  }
}

const definition: ServiceDefinition = { name: 'institutions', module: ApprovalsModule, consumes: true };

let database: Awaited<ReturnType<typeof createDatabase>>;
let administrator: Client;
let issuer: TestIssuer;
let service: RunningService;

beforeEach(async () => {
  [database, issuer] = await Promise.all([createDatabase(), testIssuer()]);
  const env = {
    DATABASE_URL: database.url,
    SERVICE_DATABASE_URL: serviceDatabaseUrl(database.url, 'institutions', 'secret'),
    KAFKA_BROKERS: process.env['KAFKA_BROKERS'] ?? '',
    TOKEN_ISSUER: issuer.issuer,
    TOKEN_JWKS_URL: issuer.jwksUrl,
    LOG_LEVEL: 'silent',
  };
  await migrateService({ name: 'institutions', migrations: [CreateApprovals1700000000000] }, env);
  administrator = new Client({ connectionString: database.url });
  await administrator.connect();
  service = await createService(definition, env);
});
afterEach(async () => {
  await service.close();
  await administrator.end();
  await Promise.all([issuer.stop(), database.drop()]);
});

async function ask<Body>(url: string, options: { payload?: object; key?: string; roles?: string[] } = {}) {
  const { payload, key, roles = ['operator'] } = options;
  const authorization = `Bearer ${await issuer.token({ sub: 'olga', roles })}`;
  const headers = { authorization, ...(key && { 'idempotency-key': key }) };
  const answer = await service.app.inject({ method: payload ? 'POST' : 'GET', url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<Body>() };
}

async function keepLetters(count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, offset) => {
    const institutionId = randomUUID();
    const { topic, key, value, headers } = encodeRecord({
      id: randomUUID(),
      type: institutionApproved.type,
      source: '/test',
      topic: institutionApproved.topic,
      subject: institutionId,
      version: 1,
      happenedAt: '2026-11-24T08:00:00Z',
      recordedAt: '2026-11-24T08:00:01Z',
      correlationId: 'test',
      data: { ...institutionApproved.example, institutionId },
    });
    return { topic, partition: 0, offset: BigInt(offset), key: Buffer.from(key), value, headers, timestamp: '0' };
  });
  const place = { topic: approvals.topic, partition: 0, fetchedOffset: 0n };
  await service.app
    .get(Projector)
    .run(approvals, { ...place, endOffset: BigInt(count), records, heartbeat: () => Promise.resolve(), isStale: () => false });
}

const mend = () => administrator.query('ALTER TABLE institutions.approval DROP CONSTRAINT refuses_all');
const ended = (jobId: string) =>
  eventually(async () => {
    const { body } = await ask<Job>(`/internal/jobs/${jobId}`);
    expect(body.endedAt).not.toBeNull();
    return body;
  });

test('an operator finds what went wrong, tries it after the repair, replays it, and sees what came of each letter', async () => {
  await keepLetters(3);
  const { groups } = (await ask<{ groups: Record<string, string>[] }>('/internal/dead-letters')).body;
  expect(groups).toMatchObject([{ projection: 'approvals.v1', open: 3, reason: expect.stringContaining('refuses_all') }]);
  const selection = { projection: groups[0]?.['projection'], fingerprint: groups[0]?.['fingerprint'] };
  await mend();
  const tried = await ask<{ outcomes: { applies: boolean }[]; total: number }>('/internal/dead-letters/dry-runs', {
    payload: { selection },
  });
  expect([tried.status, tried.body.total, tried.body.outcomes.every(({ applies }) => applies)]).toEqual([200, 3, true]);
  const payload = { selection, reason: 'the constraint is gone' };
  const begun = await ask<{ jobId: string }>('/internal/dead-letters/replays', { payload, key: 'k1' });
  expect(begun.status).toBe(202);
  expect(await ended(begun.body.jobId)).toMatchObject({ lifecycle: 'succeeded', requestedBy: 'olga', outcome: { applied: 3, failed: 0 } });
  expect(await ask('/internal/dead-letters/replays', { payload, key: 'k1' })).toEqual({ status: 202, body: begun.body });
  const { items } = (await ask<{ items: { letterId: string; resolution: string }[] }>('/internal/dead-letters/letters?open=false')).body;
  expect(items.map(({ resolution }) => resolution)).toEqual(['replayed', 'replayed', 'replayed']);
  expect((await ask(`/internal/dead-letters/letters/${items[0]?.letterId}`)).body).toMatchObject({
    attempts: [{ outcome: 'applied', jobId: begun.body.jobId, requestedBy: 'olga' }, { outcome: 'failed' }],
  });
  const { rows } = await administrator.query('SELECT action, requested_by, reason FROM institutions.operator_action');
  expect(rows).toEqual([{ action: 'replay begun', requested_by: 'olga', reason: 'the constraint is gone' }]);
});

test('a replay is cancelled by an operator, and one of the same letters is refused while it runs', async () => {
  await keepLetters(5);
  await mend();
  const payload = { selection: { all: true }, reason: 'try slowly', ratePerSecond: 1 };
  const begun = await ask<{ jobId: string }>('/internal/dead-letters/replays', { payload, key: 'k1' });
  expect(await ask('/internal/dead-letters/replays', { payload, key: 'k2' })).toMatchObject({
    status: 409,
    body: { type: expect.stringContaining('job-running'), jobId: begun.body.jobId },
  });
  const cancellation = { payload: { reason: 'wrong letters' }, key: 'k3' };
  expect((await ask(`/internal/jobs/${begun.body.jobId}/cancellation`, cancellation)).status).toBe(202);
  expect(await ended(begun.body.jobId)).toMatchObject({
    lifecycle: 'cancelled',
    cancellation: { requestedBy: 'olga', reason: 'wrong letters' },
  });
  expect((await ask(`/internal/jobs/${begun.body.jobId}/cancellation`, { ...cancellation, key: 'k4' })).status).toBe(409);
  expect((await ask<{ items: Job[] }>('/internal/jobs')).body.items.map(({ id }) => id)).toEqual([begun.body.jobId]);
});

test('only operators come in, and a request that says too little is refused with what is missing', async () => {
  const letters = '/internal/dead-letters';
  expect((await ask(letters, { roles: ['maker'] })).status).toBe(403);
  expect((await ask(`${letters}/letters?cursor=made-up`)).body).toMatchObject({ type: expect.stringContaining('cursor-not-valid') });
  expect((await ask(`${letters}/letters/${randomUUID()}`)).status).toBe(404);
  expect((await ask(`/internal/jobs/${randomUUID()}`)).status).toBe(404);
  const all = { selection: { all: true } };
  expect((await ask(`${letters}/replays`, { payload: all, key: 'k1' })).body).toMatchObject({ errors: [{ pointer: '/reason' }] });
  expect((await ask(`${letters}/replays`, { payload: { ...all, reason: 'because' } })).body).toMatchObject({ status: 400 });
  expect((await ask(`${letters}/replays`, { payload: { selection: {}, reason: 'because' }, key: 'k2' })).status).toBe(400);
  expect((await ask(`${letters}/replays`, { payload: { ...all, reason: 'because' }, key: 'k3' })).body).toMatchObject({
    type: expect.stringContaining('nothing-to-change'),
  });
});
