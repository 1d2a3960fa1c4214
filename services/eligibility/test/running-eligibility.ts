import { randomUUID } from 'node:crypto';
import type { Topic } from '@jinqiao/contracts/event-contract';
import { decodeRecord } from '@jinqiao/event-stream/cloud-events';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { createService } from '@jinqiao/service-runtime/service';
import type { ServiceDefinition } from '@jinqiao/service-runtime/service-definition';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import { topicsYaml } from '@jinqiao/test-kit/topics';
import { definition } from '../src/definition.js';
import { decisionKey } from './decision-key.js';
import { openEligibilityDatabase } from './eligibility-database.js';
import type { EligibilityDatabase } from './eligibility-database.js';

export const today = '2026-11-25';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

type Fault = { readonly pointer: string; readonly rejectedValue?: unknown };
export type Access = {
  readonly scheme: string;
  readonly decision: string;
  readonly missingFacts: readonly string[];
  readonly dependsOnOrder: boolean;
  readonly validUntil: string | null;
  readonly reasons: readonly { readonly outcome: string; readonly id: string; readonly cites: readonly unknown[] }[];
};
type Body = Record<string, unknown> & {
  readonly type: string;
  readonly detail: string;
  readonly errors: readonly Fault[];
  readonly products: readonly {
    readonly productId: string;
    readonly productVersion: number;
    readonly offered: boolean;
    readonly verdict: string;
    readonly orderable: boolean;
    readonly accesses: readonly Access[];
  }[];
};
export type Response = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: Body };

/** The whole service on a database of its own, a reader of what it publishes, and the people who call it. */
export async function runEligibility(
  beforeStart: (database: EligibilityDatabase) => Promise<void>,
  runtime: Pick<ServiceDefinition, 'consumes'> = {},
  variables: Readonly<Record<string, string>> = {},
) {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.reverse()) await each();
  };
  try {
    return { ...(await start(beforeStart, closers, { runtime, variables })), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  beforeStart: (database: EligibilityDatabase) => Promise<void>,
  closers: (() => Promise<unknown>)[],
  { runtime, variables }: { readonly runtime: Pick<ServiceDefinition, 'consumes'>; readonly variables: Readonly<Record<string, string>> },
) {
  const database = await openEligibilityDatabase();
  closers.push(database.close);
  await beforeStart(database);
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  await ensureTopics(brokers, topicsYaml());
  const issuer = await testIssuer();
  closers.push(() => issuer.stop());
  const environment = {
    SERVICE_DATABASE_URL: database.serviceUrl,
    KAFKA_BROKERS: brokers.join(','),
    TOKEN_ISSUER: issuer.issuer,
    TOKEN_AUDIENCE: issuer.audience,
    TOKEN_JWKS_URL: issuer.jwksUrl,
    LOG_LEVEL: 'silent',
    DECISION_RECORD_KEY: JSON.stringify(decisionKey()),
    ...variables,
  };
  const service = await createService({ ...definition, ...runtime }, environment, { clock: () => new Date(`${today}T02:00:00Z`) });
  closers.push(() => service.close());
  const stream = connectKafka({ brokers, clientId: 'eligibility-test', log: silent });
  closers.push(() => stream.close());
  const published: StreamEvent[] = [];
  const topics: Topic[] = ['jinqiao.access.v1', 'jinqiao.access-classes.v1', 'jinqiao.schemes.v1'];
  const reader = await stream.consumeBatches({
    group: `eligibility-test-${randomUUID()}`,
    topics,
    onBatch: (batch) => {
      published.push(...batch.records.map(decodeRecord));
      return Promise.resolve({ nextOffset: batch.fetchedOffset + BigInt(batch.records.length) });
    },
  });
  closers.push(() => reader.stop());
  const people: Record<string, string> = {
    sun: await issuer.token({ sub: 'sun', roles: ['supervisor'] }),
    sima: await issuer.token({ sub: 'sima', roles: ['supervisor'] }),
    mara: await issuer.token({ sub: 'mara', roles: ['maker'], institutionId: '019aa000-0000-7000-8000-000000000002' }),
    olga: await issuer.token({ sub: 'olga', roles: ['operator'] }),
    ivy: await issuer.token({ sub: 'ivy', roles: ['investor'] }),
    'ivy, an institutional investor': await issuer.token({ sub: 'ivy', roles: ['investor'], audiences: ['institutional'] }),
  };
  const ask = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    { as, body, key = randomUUID() }: { as: string; body?: unknown; key?: string },
  ): Promise<Response> => {
    const response = await service.app.inject({
      method,
      url: path.startsWith('/internal/') ? path : `/v1${path}`,
      headers: {
        authorization: `Bearer ${people[as] ?? as}`,
        ...(method === 'POST' && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    return { status: response.statusCode, headers: response.headers, body: response.json<Body>() };
  };
  return { database, stream, published, ask };
}

export type RunningEligibility = Awaited<ReturnType<typeof runEligibility>>;
