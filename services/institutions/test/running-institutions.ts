import { randomUUID } from 'node:crypto';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { migrateService, serviceDatabaseUrl } from '@jinqiao/service-runtime/migrate';
import { createService } from '@jinqiao/service-runtime/service';
import { createDatabase } from '@jinqiao/test-kit/database';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import { topicsYaml } from '@jinqiao/test-kit/topics';
import { Pool } from 'pg';
import { definition } from '../src/definition.js';
import { migrations } from '../src/migrations.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

let serial = 0;
/** A valid LEI that no other test has. */
function freshLei(): string {
  const body = `213800JINQIAO${String((serial += 1)).padStart(5, '0')}`;
  const digits = [...`${body}00`].map((character) => parseInt(character, 36)).join('');
  const check = 98n - (BigInt(digits) % 97n);
  return `${body}${String(check).padStart(2, '0')}`;
}

/** A valid application with identifiers of its own. */
export const applicationOf = ({ uscc = false } = {}) => ({
  legalNames: { en: 'Harbour Example Securities Limited', 'zh-Hant': '海港證券有限公司' },
  ...(uscc ? { uscc: '91350100M000100Y43' } : { lei: freshLei() }),
  jurisdiction: 'HK',
  institutionKind: 'licensed_corporation',
  licences: [{ regulator: 'SFC', code: 'SFC_TYPE_1', activities: ['dealing_in_securities'], from: '2014-11-17' }],
  schemeRoles: [{ scheme: 'stock-connect-northbound', role: 'participant', from: '2014-11-17' }],
});

type Body = Record<string, unknown> & { type: string; detail: string; errors: readonly { pointer: string }[] };
export type Response = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: Body };

/** The service on its own database, with the topics of the house and its people. */
export async function runInstitutions() {
  const database = await createDatabase();
  const serviceUrl = serviceDatabaseUrl(database.url, 'institutions', 'institutions-in-tests');
  await migrateService(
    { name: 'institutions', migrations },
    { DATABASE_URL: database.url, SERVICE_DATABASE_URL: serviceUrl },
  );
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  await ensureTopics(brokers, topicsYaml());
  const issuer = await testIssuer();
  const service = await createService(definition, {
    SERVICE_DATABASE_URL: serviceUrl,
    KAFKA_BROKERS: brokers.join(','),
    TOKEN_ISSUER: issuer.issuer,
    TOKEN_AUDIENCE: issuer.audience,
    TOKEN_JWKS_URL: issuer.jwksUrl,
    LOG_LEVEL: 'silent',
  });
  const stream = connectKafka({ brokers, clientId: 'institutions-test', log: silent });
  const administrator = new Pool({ connectionString: database.url, max: 2, options: '-c search_path=institutions' });
  const asService = new Pool({ connectionString: serviceUrl, max: 2 });
  for (const pool of [administrator, asService]) pool.on('error', () => undefined);
  const people = {
    olga: await issuer.token({ sub: 'olga', roles: ['operator'] }),
    sun: await issuer.token({ sub: 'sun', roles: ['supervisor'] }),
    'a maker of no institution': await issuer.token({ sub: 'nobody', roles: ['maker'] }),
  };
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    { token, body, key = randomUUID() }: { token: string; body?: unknown; key?: string },
  ): Promise<Response> => {
    const response = await service.app.inject({
      method,
      url: `/v1/institutions${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    return { status: response.statusCode, headers: response.headers, body: response.json<Body>() };
  };
  const close = async (): Promise<void> => {
    await service.close();
    await stream.close();
    await Promise.all([administrator.end(), asService.end()]);
    await issuer.stop();
    await database.drop();
  };
  return { stream, administrator, asService, issuer, people, ask, close };
}

export type RunningInstitutions = Awaited<ReturnType<typeof runInstitutions>>;
