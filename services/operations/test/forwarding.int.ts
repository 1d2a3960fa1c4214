import { createService } from '@jinqiao/service-runtime/service';
import type { RunningService } from '@jinqiao/service-runtime/service';
import { operations } from '../src/definition.js';
import { FakeHouse } from './fake-house.js';
import type { FakeAnswer, Seen } from './fake-house.js';

let house: FakeHouse;
let service: RunningService;
let answer: (seen: Seen) => FakeAnswer = () => ({ body: {} });
let operator: string;

beforeAll(async () => {
  house = await FakeHouse.open();
  const health = { outbox: null, groups: [], projections: [], deadLetters: [] };
  const env = await house.environment((seen) => (seen.url === '/internal/stream-health' ? { body: health } : answer(seen)));
  service = await createService(operations, { ...env, RECONCILE_EVERY_MS: '3600000' });
  operator = await house.bearer('operator');
});
afterAll(async () => {
  await service.close();
  await house.close();
});
beforeEach(() => void house.seen.splice(0));

const letterId = '019aa000-0000-7000-8000-00000000d001';
const jobId = '019aa000-0000-7000-8000-00000000e001';

const send = (method: 'GET' | 'POST', url: string, payload?: object, headers: Record<string, string> = { 'idempotency-key': 'k-1' }) =>
  service.app.inject({
    method,
    url: `/v1/operations${url}`,
    headers: { authorization: operator, 'x-correlation-id': 'c-9', ...headers },
    ...(payload && { payload }),
  });
const forwarded = () =>
  house.seen
    .filter(({ headers }) => headers['x-correlation-id'] === 'c-9')
    .map(({ service: to, method, url, headers, body }) => [
      to,
      `${method} ${url}`,
      headers['idempotency-key'],
      body === '' ? undefined : (JSON.parse(body) as unknown),
    ]);

describe('what is asked of all services', () => {
  test.each([
    ['/dead-letters', '/internal/dead-letters', 'groups'],
    ['/jobs', '/internal/jobs', 'items'],
    ['/projections', '/internal/projections', 'items'],
  ])('%s puts their lists together, each entry named after its service', async (url, internal, list) => {
    answer = ({ service: name }) => {
      if (name === 'institutions') return { status: 404, body: {} };
      if (name === 'products') return { status: 503, body: {} };
      return { body: { [list]: [{ of: name }] } };
    };
    const { statusCode, ...answered } = await send('GET', url);
    expect([statusCode, answered.json()]).toEqual([
      200,
      {
        [list]: [
          { service: 'eligibility', of: 'eligibility' },
          { service: 'query', of: 'query' },
        ],
        notAnswering: [{ service: 'products', reason: 'It answered with status 503.' }],
      },
    ]);
    expect(forwarded()).toHaveLength(4);
    expect(house.seen.find(({ url: asked }) => asked === internal)?.headers.authorization).toBe(operator);
  });
});

describe('what is asked of one service', () => {
  test.each([
    ['/dead-letters/letters?service=query&projection=a.v1&open=true', '/internal/dead-letters/letters?projection=a.v1&open=true&limit=50'],
    [`/services/query/dead-letters/${letterId}`, `/internal/dead-letters/letters/${letterId}`],
    [`/services/query/jobs/${jobId}`, `/internal/jobs/${jobId}`],
  ])('%s is passed on and answered with its name', async (url, internal) => {
    answer = () => ({ body: { items: [] } });
    const answered = await send('GET', url);
    expect([answered.statusCode, answered.json()]).toEqual([200, { service: 'query', items: [] }]);
    expect(forwarded()).toEqual([['query', `GET ${internal}`, undefined, undefined]]);
  });

  test('the figures of access classes come from eligibility', async () => {
    answer = () => ({ body: { total: 100_000, alarmAt: 100_000, level: 'alarm', schemes: [{ scheme: 'cips', classes: 100_000 }] } });
    const answered = await send('GET', '/access-classes');
    expect(answered.json()).toMatchObject({ service: 'eligibility', level: 'alarm', total: 100_000 });
    expect(forwarded()).toEqual([['eligibility', 'GET /internal/access-classes', undefined, undefined]]);
  });
});

describe('what changes something', () => {
  const reason = 'The consumer was mended.';
  test.each([
    ['/dead-letters/replays', { service: 'query', selection: { all: true }, reason, ratePerSecond: 50 }, '/internal/dead-letters/replays'],
    [`/services/query/jobs/${jobId}/cancellation`, { reason }, `/internal/jobs/${jobId}/cancellation`],
    ['/services/query/projections/catalogue-product.v1/rebuilds', { reason }, '/internal/projections/catalogue-product.v1/rebuilds'],
    ['/services/query/projections/catalogue-product.v1/swap', { reason }, '/internal/projections/catalogue-product.v1/swap'],
    ['/services/query/projections/catalogue-product.v1/rollback', { reason }, '/internal/projections/catalogue-product.v1/rollback'],
  ])("%s goes on with the operator's token, reason and key", async (url, body, internal) => {
    answer = () => ({ status: 202, body: { jobId } });
    const answered = await send('POST', url, body);
    expect([answered.statusCode, answered.json()]).toEqual([202, { service: 'query', jobId }]);
    const passedOn = Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'service'));
    expect(forwarded()).toEqual([['query', `POST ${internal}`, 'k-1', passedOn]]);
    expect(house.seen.find(({ url: asked }) => asked === internal)?.headers.authorization).toBe(operator);

    const withoutKey = await send('POST', url, body, {});
    expect([withoutKey.statusCode, withoutKey.json().type]).toEqual([400, 'http://127.0.0.1:8080/problems/idempotency-key-missing']);
    const withoutReason = await send('POST', url, { ...body, reason: ' ' });
    expect([withoutReason.statusCode, withoutReason.json().errors[0].pointer]).toEqual([400, '/reason']);
    expect((await send('POST', url, body, { 'idempotency-key': 'k', authorization: await house.bearer('maker') })).statusCode).toBe(403);
    expect(forwarded()).toHaveLength(1);
  });

  test('a dry run changes nothing and needs no key', async () => {
    answer = () => ({ body: { outcomes: [{ letterId, applies: false, reason: 'no' }], total: 1 } });
    const answered = await send('POST', '/dead-letters/dry-runs', { service: 'query', selection: { letterIds: [letterId] } }, {});
    expect([answered.statusCode, answered.json().total]).toEqual([200, 1]);
    expect(forwarded()).toEqual([['query', 'POST /internal/dead-letters/dry-runs', undefined, { selection: { letterIds: [letterId] } }]]);
  });
});

describe('a refusal', () => {
  test("of a service is the operator's answer, with the service's name", async () => {
    const problem = {
      type: 'http://x/problems/not-found',
      title: 'x',
      status: 404,
      detail: 'No such job.',
      instance: '/x',
      correlationId: 'c-9',
    };
    answer = () => ({ status: 404, body: { ...problem, known: 1 } });
    const answered = await send('GET', `/services/query/jobs/${jobId}`);
    expect([answered.statusCode, answered.json()]).toMatchObject([
      404,
      { detail: 'No such job.', service: 'query', known: 1, correlationId: 'c-9' },
    ]);
  });

  test('that is no problem of ours, or no answer at all, is a service that does not answer as it should', async () => {
    for (const broken of [
      { status: 500, body: 'x' },
      { status: 409, body: { type: 'constructor', detail: 'x' } },
      (response: { destroy(): void }) => void response.destroy(),
    ]) {
      answer = () => broken;
      const answered = await send('GET', `/services/query/jobs/${jobId}`);
      expect([answered.statusCode, answered.json().service, answered.headers['retry-after']]).toEqual([503, 'query', '2']);
    }
  });

  test.each([
    ['/services/nobody/jobs/019aa000-0000-7000-8000-00000000e001', '/service'],
    ['/services/query/jobs/1', '/jobId'],
    ['/dead-letters/letters', '/service'],
    ['/dead-letters/letters?service=query&limit=0', '/limit'],
  ])('of %s names what is wrong', async (url, pointer) => {
    const answered = await send('GET', url);
    expect([answered.statusCode, answered.json().errors[0].pointer]).toEqual([400, pointer]);
    expect(forwarded()).toEqual([]);
  });
});

test('every route is in the OpenAPI document with its role and its answer', async () => {
  const { paths } = (await service.app.inject({ method: 'GET', url: '/openapi.json' })).json<{
    paths: Record<string, Record<string, { 'x-roles': string[]; responses: Record<string, { content?: object }> }>>;
  }>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { 'x-roles': roles, responses }] of Object.entries(methods)) {
      const described = Object.entries(responses).some(([code, response]) => code.startsWith('2') && response.content !== undefined);
      expect([path, method, roles, described]).toEqual([path, method, ['operator'], true]);
    }
  }
  expect(Object.keys(paths).length).toBeGreaterThanOrEqual(14);
});
