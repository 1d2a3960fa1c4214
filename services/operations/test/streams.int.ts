import { createService } from '@jinqiao/service-runtime/service';
import type { RunningService } from '@jinqiao/service-runtime/service';
import { eventually } from '@jinqiao/test-kit/eventually';
import { operations } from '../src/definition.js';
import type { StreamOverview } from '../src/stream-overview.js';
import { clientSecret, FakeHouse } from './fake-house.js';
import type { FakeAnswer } from './fake-house.js';

const partition = { topic: 'jinqiao.products.v1', partition: 3, committedOffset: '7', endOffset: '12', lag: '5' };
const health = {
  service: 'query',
  outbox: null,
  groups: [{ group: 'query', partitions: [partition, { ...partition, partition: 4, committedOffset: null, lag: '12' }] }],
  projections: [
    {
      projection: 'catalogue-product.v1',
      topic: 'jinqiao.products.v1',
      partition: 3,
      nextOffset: '7',
      freshnessMs: 12,
      appliedAt: '2018-12-04T01:00:00.000Z',
    },
  ],
  deadLetters: [{ projection: 'catalogue-product.v1', open: 1 }],
  addedLater: true,
};
const answers: Record<string, FakeAnswer> = {
  institutions: () => undefined,
  products: { status: 500, body: {} },
  query: { body: health },
};

let house: FakeHouse;
let service: RunningService;

beforeAll(async () => {
  house = await FakeHouse.open();
  const env = await house.environment(({ service: name }) => answers[name] ?? { body: {} }, { ELIGIBILITY_URL: 'http://127.0.0.1:1' });
  service = await createService(operations, env, { clock: () => new Date('2018-12-04T02:00:00Z') });
});
afterAll(async () => {
  await service.close();
  await house.close();
});

const ask = async (role: string) => {
  const headers = { authorization: await house.bearer(role), 'x-correlation-id': 'c-9' };
  return { headers, answer: await service.app.inject({ method: 'GET', url: '/v1/operations/streams', headers }) };
};

test('the streams of every service are shown, and a service that does not answer is a finding', async () => {
  const { headers, answer } = await ask('operator');
  expect(answer.statusCode).toBe(200);
  const { asOf, services } = answer.json<StreamOverview>();
  expect(asOf).toBe('2018-12-04T02:00:00.000Z');
  expect(services.map(({ service: name, reachable, reason }) => [name, reachable, reason])).toEqual([
    ['institutions', false, 'It did not answer within 2000 ms.'],
    ['products', false, 'It answered with status 500.'],
    ['eligibility', false, 'It does not answer.'],
    ['query', true, undefined],
  ]);
  const { service: name, outbox, projections, deadLetters } = health;
  expect(services[3]).toMatchObject({
    service: name,
    outbox,
    projections,
    deadLetters,
    groups: [{ group: 'query', lag: '17', state: 'OK' }],
  });
  expect(services[3]?.groups[0]?.partitions).toMatchObject(health.groups[0]?.partitions ?? []);
  const asked = house.seen.filter(({ service: to, headers: sent }) => to === 'query' && sent['x-correlation-id'] === 'c-9');
  expect(asked).toMatchObject([{ url: '/internal/stream-health', headers }]);
});

test('only operators may look', async () => {
  expect((await ask('maker')).answer.statusCode).toBe(403);
  expect((await service.app.inject({ method: 'GET', url: '/v1/operations/streams' })).statusCode).toBe(401);
});

test('between the questions of operators it looks by itself, under its own name', async () => {
  const own = await eventually(() => {
    const seen = house.seen.find(({ headers }) => headers['x-correlation-id'] === 'operations:sampler');
    expect(seen).toBeDefined();
    return seen;
  });
  const basic = `Basic ${Buffer.from(`operations:${encodeURIComponent(clientSecret)}`).toString('base64')}`;
  expect(house.tokenRequests).toEqual([{ authorization: basic, body: 'grant_type=client_credentials' }]);
  const claims = String(own?.headers.authorization).split('.')[1] ?? '';
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ sub: 'service:operations', roles: ['operator'] });
});

test('a missing address of a service, or a missing secret, stops the start by its name', async () => {
  const start = createService(operations, { TOKEN_ISSUER: 'x', TOKEN_JWKS_URL: 'http://x' });
  await expect(start).rejects.toThrow(/QUERY_URL is missing[\s\S]*CLIENT_SECRET is missing/);
});

test('the shape of the answer is in the OpenAPI document', async () => {
  const { paths, components } = (await service.app.inject({ method: 'GET', url: '/openapi.json' })).json();
  expect(paths['/v1/operations/streams'].get).toMatchObject({ parameters: [], 'x-roles': ['operator'] });
  expect(components.schemas.StreamOverview.properties).toHaveProperty('services');
});
