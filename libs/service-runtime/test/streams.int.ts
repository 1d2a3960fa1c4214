import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { institutionApproved } from '@jinqiao/contracts/institution-events';
import { appendAll } from '@jinqiao/event-log/append';
import { Relay } from '@jinqiao/event-log/relay';
import { eventLogTables, publicationTables } from '@jinqiao/event-log/tables';
import type { RecordBatch } from '@jinqiao/event-stream/event-stream';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import type { Projection } from '@jinqiao/projection/projection';
import { Projector } from '@jinqiao/projection/projector';
import { generationTables } from '@jinqiao/projection/generation-tables';
import { jobTables } from '@jinqiao/projection/job-tables';
import { letterAttemptTables } from '@jinqiao/projection/letter-tables';
import { projectionTables } from '@jinqiao/projection/tables';
import { createDatabase } from '@jinqiao/test-kit/database';
import { eventually } from '@jinqiao/test-kit/eventually';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import type { TestIssuer } from '@jinqiao/test-kit/tokens';
import { topicsYaml } from '@jinqiao/test-kit/topics';
import { Body, Controller, Inject, Module, Post } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Roles } from '../src/auth.js';
import { Command, Commands } from '../src/commands.js';
import type { CommandContext } from '../src/commands.js';
import { migrateService, serviceDatabaseUrl } from '../src/migrate.js';
import { createService } from '../src/service.js';
import type { RunningService } from '../src/service.js';
import type { ServiceDefinition } from '../src/service-definition.js';
import type { StreamHealth } from '../src/stream-health.js';
import type { SubjectTrace } from '../src/subject-trace.js';
import { idempotencyTables } from '../src/tables.js';

const approvals: Projection = {
  name: 'approvals.v1',
  topic: 'jinqiao.institutions.v1',
  contracts: [institutionApproved],
  apply: async (sql, events) => {
    for (const { subject } of events) await sql('INSERT INTO approval VALUES ($1) ON CONFLICT DO NOTHING', [subject]);
  },
};

@Controller('v1/approvals')
class ApprovalsController {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Projector) private readonly projector: Projector,
  ) {
    projector.register(approvals);
  }

  @Roles('operator')
  @Post()
  approve(@Command() command: CommandContext, @Body() { institutionId }: { institutionId: string }) {
    return this.commands.run(command, { actor: 'operator' }, async (sql) => {
      const event = {
        id: randomUUID(),
        subject: institutionId,
        version: 1,
        happenedAt: command.now.toISOString(),
        correlationId: command.correlationId,
      };
      await appendAll(sql, [{ ...event, contract: institutionApproved, data: { ...institutionApproved.example, institutionId } }]);
      return { status: 202, body: null };
    });
  }

  @EventPattern('jinqiao.institutions.v1')
  approved(@Payload() batch: RecordBatch) {
    return this.projector.run(approvals, batch);
  }
}

@Module({ controllers: [ApprovalsController] })
class ApprovalsModule {}

class CreateApprovals1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `${eventLogTables} ${publicationTables} ${projectionTables} ${generationTables} ${jobTables} ${letterAttemptTables} ${idempotencyTables} CREATE TABLE approval (institution_id uuid PRIMARY KEY);`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Approvals are never taken away.'));
  }
}

const definition: ServiceDefinition = { name: 'institutions', module: ApprovalsModule, publishes: true, consumes: true };

let database: Awaited<ReturnType<typeof createDatabase>>;
let issuer: TestIssuer;
let service: RunningService;
let operator: string;

beforeAll(async () => {
  const brokers = process.env['KAFKA_BROKERS'] ?? '';
  [database, issuer] = await Promise.all([createDatabase(), testIssuer(), ensureTopics(brokers.split(','), topicsYaml())]);
  const env = {
    DATABASE_URL: database.url,
    SERVICE_DATABASE_URL: serviceDatabaseUrl(database.url, 'institutions', 'secret'),
    KAFKA_BROKERS: brokers,
    TOKEN_ISSUER: issuer.issuer,
    TOKEN_JWKS_URL: issuer.jwksUrl,
    LOG_LEVEL: 'silent',
  };
  await migrateService({ name: 'institutions', migrations: [CreateApprovals1700000000000] }, env);
  service = await createService(definition, env);
  operator = `Bearer ${await issuer.token({ roles: ['operator'] })}`;
});
afterAll(async () => {
  await service.close();
  await Promise.all([issuer.stop(), database.drop()]);
});

const health = async () => {
  const answer = await service.app.inject({ method: 'GET', url: '/internal/stream-health', headers: { authorization: operator } });
  return answer.json<StreamHealth>();
};

test('a service is ready once Kafka and the database answer', async () => {
  const ready = await eventually(async () => {
    const answer = await service.app.inject({ method: 'GET', url: '/health/ready' });
    expect(answer.statusCode).toBe(200);
    return answer;
  });
  expect(ready.json()).toEqual({ ready: true, checks: ['the database', 'the event stream'] });
});

test('what a command appends is published and consumed, and stream health shows it all the way', async () => {
  const headers = { authorization: operator, 'idempotency-key': 'k' };
  const wake = jest.spyOn(service.app.get(Relay), 'wake');
  const answer = await service.app.inject({ method: 'POST', url: '/v1/approvals', payload: { institutionId: randomUUID() }, headers });
  expect(answer.statusCode).toBe(202);
  const {
    service: name,
    outbox,
    groups,
    projections,
    deadLetters,
  } = await eventually(async () => {
    const seen = await health();
    expect(seen.projections).toHaveLength(1);
    expect(seen.outbox?.pending).toBe(0);
    expect(seen.groups[0]?.partitions?.every(({ lag }) => lag === '0')).toBe(true);
    return seen;
  });
  // Once after the command, once after the projection: what a projection appends is not left to the relay's next poll.
  expect(wake.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect({ name, outbox, deadLetters }).toEqual({ name: 'institutions', outbox: { pending: 0, oldestAgeMs: null }, deadLetters: [] });
  expect(groups[0]).toMatchObject({ group: 'institutions', members: 1 });
  expect(groups[0]?.partitions?.filter(({ endOffset }) => endOffset === '1')).toHaveLength(1);
  expect(projections[0]).toMatchObject({
    projection: 'approvals.v1',
    topic: 'jinqiao.institutions.v1',
    nextOffset: '1',
    freshnessMs: expect.any(Number),
  });
});

test('the way of a subject through the service is told: logged, published where, applied how far', async () => {
  const institutionId = randomUUID();
  const headers = { authorization: operator, 'idempotency-key': 'traced', 'x-correlation-id': 'c-traced' };
  await service.app.inject({ method: 'POST', url: '/v1/approvals', payload: { institutionId }, headers });
  const trace = async (role: string) => {
    const authorization = `Bearer ${await issuer.token({ roles: [role] })}`;
    return service.app.inject({ method: 'GET', url: `/internal/trace/${institutionId}`, headers: { authorization } });
  };
  await eventually(async () => {
    const { published, projected } = (await trace('operator')).json<SubjectTrace>();
    expect(published).toMatchObject([{ version: 1, correlationId: 'c-traced', topic: 'jinqiao.institutions.v1', pending: false }]);
    const { partition = -1, offset = '' } = published[0]?.publication ?? {};
    expect(projected).toMatchObject([
      { projection: 'approvals.v1', topic: 'jinqiao.institutions.v1', table: null, versions: [], letters: [] },
    ]);
    const checkpoint = projected[0]?.checkpoints.find((each) => each.partition === partition);
    expect(BigInt(checkpoint?.nextOffset ?? 0)).toBeGreaterThan(BigInt(offset));
  });
  expect((await trace('maker')).statusCode).toBe(403);
});

test('its outbox, freshness and dead letters are told to Prometheus', async () => {
  await eventually(async () => {
    const { body } = await service.app.inject({ method: 'GET', url: '/metrics' });
    expect(body).toContain('jinqiao_outbox_pending{service="institutions"} 0');
    expect(body).toContain('jinqiao_outbox_oldest_age_seconds{service="institutions"} 0');
    expect(body).toMatch(
      /jinqiao_projection_freshness_seconds\{projection="approvals.v1",topic="jinqiao.institutions.v1",service="institutions"\} [\d.]+/,
    );
    expect(body).toContain('# TYPE jinqiao_dlq_open gauge');
  });
});

test('a service starts while Kafka does not answer, says that it is not ready, and can be stopped', async () => {
  const alone = await createService(definition, {
    SERVICE_DATABASE_URL: serviceDatabaseUrl(database.url, 'institutions', 'secret'),
    KAFKA_BROKERS: '127.0.0.1:1',
    TOKEN_ISSUER: issuer.issuer,
    TOKEN_JWKS_URL: issuer.jwksUrl,
    LOG_LEVEL: 'silent',
  });
  const [ready, seen] = await Promise.all([
    alone.app.inject({ method: 'GET', url: '/health/ready' }),
    alone.app.inject({ method: 'GET', url: '/internal/stream-health', headers: { authorization: operator } }),
  ]);
  expect([ready.statusCode, ready.json().missing]).toEqual([503, ['the event stream']]);
  expect(seen.json<StreamHealth>().groups).toEqual([{ group: 'institutions', members: null, partitions: null }]);
  await alone.close();
});

test('while too many events wait, commands that publish are refused with 503 and nothing is written; a repeated request still has its answer', async () => {
  const own = await createDatabase();
  const env = {
    DATABASE_URL: own.url,
    SERVICE_DATABASE_URL: serviceDatabaseUrl(own.url, 'institutions', 'secret'),
    KAFKA_BROKERS: '127.0.0.1:1',
    OUTBOX_LIMIT: '2',
    TOKEN_ISSUER: issuer.issuer,
    TOKEN_JWKS_URL: issuer.jwksUrl,
    LOG_LEVEL: 'silent',
  };
  await migrateService({ name: 'institutions', migrations: [CreateApprovals1700000000000] }, env);
  const cutOff = await createService(definition, env);
  const approve = (key: string, institutionId: string) =>
    cutOff.app.inject({
      method: 'POST',
      url: '/v1/approvals',
      payload: { institutionId },
      headers: { authorization: operator, 'idempotency-key': key },
    });
  const first = randomUUID();
  expect((await approve('first', first)).statusCode).toBe(202);
  let taken = 1;
  const refused = await eventually(async () => {
    const answer = await approve(randomUUID(), randomUUID());
    if (answer.statusCode === 202) taken += 1;
    expect(answer.statusCode).toBe(503);
    return answer;
  });
  expect(refused.headers['retry-after']).toMatch(/^\d+$/);
  expect(refused.json()).toMatchObject({ type: expect.stringContaining('/problems/dependency-unavailable'), status: 503 });
  expect(taken).toBeGreaterThan(2);
  const repeated = await approve('first', first);
  expect(repeated.statusCode).toBe(202);
  const seen = await cutOff.app.inject({ method: 'GET', url: '/internal/stream-health', headers: { authorization: operator } });
  expect(seen.json<StreamHealth>().outbox?.pending).toBe(taken);
  await cutOff.close();
  await own.drop();
});
