import { randomUUID } from 'node:crypto';
import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import { institutionApproved } from '@jinqiao/contracts/institution-events';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { productTypeById } from '@jinqiao/product-types/registry';
import { migrateService, serviceDatabaseUrl } from '@jinqiao/service-runtime/migrate';
import { createService } from '@jinqiao/service-runtime/service';
import { createDatabase } from '@jinqiao/test-kit/database';
import { eventually } from '@jinqiao/test-kit/eventually';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import { topicsYaml } from '@jinqiao/test-kit/topics';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { definition } from '../src/definition.js';
import { migrations } from '../src/migrations.js';

// Of each test file its own: all files share the topic, and what another one said of its institution must not reach this one.
export const institutionId = randomUUID();
export const otherInstitutionId = randomUUID();
export const today = '2026-11-25';

const share = productTypeById('a_share');
if (share === undefined) throw new Error('These products are shares.');
export const activity = share.licensedActivity;
export const terms = share.example.terms;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

let code = 0;
/** A complete draft with a product code of its own. */
export const completeDraft = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  productCode: `XSHG-${(code += 1)}`,
  productType: 'a_share',
  names: { en: 'Shanghai Pudong Development Bank' },
  terms,
  accesses: [{ scheme: 'stock-connect-northbound', audience: 'public' }],
  offeredFrom: '2018-12-04',
  ...change,
});

type Body = Record<string, unknown> & {
  productId: string;
  lifecycle: string;
  version: number;
  revision: number;
  type: string;
  detail: string;
  errors: readonly { pointer: string; rejectedValue?: unknown }[];
};
export type Response = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: Body };
type Ask = { readonly as: string; readonly body?: unknown; readonly headers?: Record<string, string> };

/** The service on its own database, with the topics of the house and the people of two institutions. */
export async function runProducts() {
  const database = await createDatabase();
  const serviceUrl = serviceDatabaseUrl(database.url, 'products', 'products-in-tests');
  await migrateService({ name: 'products', migrations }, { DATABASE_URL: database.url, SERVICE_DATABASE_URL: serviceUrl });
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  await ensureTopics(brokers, topicsYaml());
  const issuer = await testIssuer();
  const service = await createService(
    definition,
    {
      SERVICE_DATABASE_URL: serviceUrl,
      KAFKA_BROKERS: brokers.join(','),
      TOKEN_ISSUER: issuer.issuer,
      TOKEN_AUDIENCE: issuer.audience,
      TOKEN_JWKS_URL: issuer.jwksUrl,
      LOG_LEVEL: 'silent',
    },
    { clock: () => new Date(`${today}T02:00:00Z`) },
  );
  const stream = connectKafka({ brokers, clientId: 'products-test', log: silent });
  const administrator = new Pool({ connectionString: database.url, max: 2, options: '-c search_path=products' });
  const asService = new Pool({ connectionString: serviceUrl, max: 2 });
  for (const pool of [administrator, asService]) pool.on('error', () => undefined);
  const people: Record<string, string> = {
    mei: await issuer.token({ sub: 'mei', roles: ['maker'], institutionId }),
    li: await issuer.token({ sub: 'li', roles: ['maker'], institutionId }),
    chen: await issuer.token({ sub: 'chen', roles: ['checker'], institutionId }),
    wang: await issuer.token({ sub: 'wang', roles: ['checker'], institutionId }),
    'mei, also a checker': await issuer.token({ sub: 'mei', roles: ['maker', 'checker'], institutionId }),
    'a maker elsewhere': await issuer.token({ sub: 'jun', roles: ['maker', 'checker'], institutionId: otherInstitutionId }),
    'a maker of no institution': await issuer.token({ sub: 'nobody', roles: ['maker'] }),
    olga: await issuer.token({ sub: 'olga', roles: ['operator'] }),
    sun: await issuer.token({ sub: 'sun', roles: ['supervisor'] }),
    ivy: await issuer.token({ sub: 'ivy', roles: ['investor'] }),
  };
  const ask = async (method: 'GET' | 'POST' | 'PUT', path: string, { as, body, headers = {} }: Ask): Promise<Response> => {
    const response = await service.app.inject({
      method,
      url: `/v1/products${path}`,
      headers: {
        authorization: `Bearer ${people[as] ?? as}`,
        ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const parsed = (response.body === '' ? {} : response.json()) as Body;
    return { status: response.statusCode, headers: response.headers, body: parsed };
  };
  /** Puts an event on the institutions' topic, whatever it says. */
  const publish = async (subject: string, version: number, content: unknown): Promise<void> => {
    const at = new Date().toISOString();
    const envelope = { id: uuidv7(), source: '//jinqiao/institutions', happenedAt: at, recordedAt: at, correlationId: 'test' };
    await stream.publish([
      { ...envelope, type: institutionApproved.type, topic: institutionApproved.topic, subject, version, data: content },
    ]);
  };
  /** Tells the service of an institution as the institutions service does, and waits until it knows. */
  const announce = async (state: Partial<InstitutionState>): Promise<void> => {
    const institution: InstitutionState = { ...institutionApproved.example, institutionId, ...state };
    await publish(institution.institutionId, institution.version, institution);
    await eventually(async () => {
      const known = await administrator.query('SELECT 1 FROM known_institution WHERE institution_id = $1 AND version >= $2', [
        institution.institutionId,
        institution.version,
      ]);
      if (known.rowCount === 0) throw new Error('The products service does not know the institution yet.');
    });
  };
  const licence = { ...(institutionApproved.example.licences[0] as InstitutionState['licences'][number]), activities: [activity] };
  const listed = async (change: Record<string, unknown> = {}): Promise<Body> => {
    const { body } = await ask('POST', '', { as: 'mei', body: completeDraft(change) });
    const submitted = await ask('POST', `/${body.productId}/submission`, { as: 'mei' });
    if (submitted.status !== 200) throw new Error(JSON.stringify(submitted.body));
    const approved = await ask('POST', `/${body.productId}/approval`, { as: 'chen' });
    if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
    return approved.body;
  };
  const close = async (): Promise<void> => {
    await service.close();
    await stream.close();
    await Promise.all([administrator.end(), asService.end()]);
    await issuer.stop();
    await database.drop();
  };
  return { service, stream, administrator, asService, issuer, people, ask, publish, announce, licence, listed, close };
}

export type RunningProducts = Awaited<ReturnType<typeof runProducts>>;
