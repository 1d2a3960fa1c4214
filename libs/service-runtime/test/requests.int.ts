import { createDatabase } from '@jinqiao/test-kit/database';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import type { TestIssuer } from '@jinqiao/test-kit/tokens';
import type { FieldError } from '@jinqiao/problem-details/problem';
import { createService } from '../src/service.js';
import type { RunningService } from '../src/service.js';
import { notes, notesEnvironment } from './notes.service.js';

let database: Awaited<ReturnType<typeof createDatabase>>;
let issuer: TestIssuer;
let service: RunningService;

beforeAll(async () => {
  [database, issuer] = await Promise.all([createDatabase(), testIssuer()]);
  service = await createService(notes, await notesEnvironment(database.url, issuer));
});
afterAll(async () => {
  await service.close();
  await Promise.all([issuer.stop(), database.drop()]);
});

type Document = {
  openapi: string;
  paths: Record<string, Record<string, { parameters: { name: string }[] }>>;
  components: { schemas: Record<string, unknown> };
};

const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  service.app.inject({ method: 'POST', url: '/v1/notes/open', payload, headers: { 'content-type': 'application/json', ...headers } });

describe('a body', () => {
  test.each([
    ['that is not JSON', '{"text":', 400, 'body-not-json'],
    ['with a NUL', '{"text":"\\u0000"}', 400, 'request-not-valid'],
    ['with half a surrogate pair', '{"text":"\\ud83d"}', 400, 'request-not-valid'],
    ['with a field __proto__', '{"__proto__":{}}', 400, 'request-not-valid'],
    ['nested beyond all need', '['.repeat(5000) + ']'.repeat(5000), 400, 'request-not-valid'],
    ['over the limit', JSON.stringify('x'.repeat(1024 * 1024)), 413, 'body-too-large'],
  ])('%s is refused', async (_name, payload, status, type) => {
    const answer = await post(payload);
    expect([answer.statusCode, answer.json().type]).toEqual([status, `http://gate/problems/${type}`]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  test('of another media type is refused', async () => {
    expect((await post('a=1', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(415);
    expect((await post('<a/>', { 'content-type': 'text/xml' })).statusCode).toBe(415);
  });

  test('with an empty text is no body', async () => {
    expect((await post('')).statusCode).toBe(202);
  });
});

describe('a request', () => {
  const authorized = async () => ({ authorization: `Bearer ${await issuer.token({ roles: ['maker', 'checker'] })}` });

  test('that its schema refuses names every field, with the value seen', async () => {
    const answer = await service.app.inject({
      method: 'POST',
      url: '/v1/notes',
      payload: { text: 7, owner: 'x' },
      headers: { ...(await authorized()), 'idempotency-key': 'k' },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: FieldError[] }>().errors.map(({ pointer, rejectedValue }) => [pointer, rejectedValue])).toEqual([
      ['/text', 7],
      ['/owner', 'x'],
    ]);
  });

  test.each([
    ['/v1/notes?limit=1000', { pointer: '/limit', in: 'query', rejectedValue: '1000' }],
    ['/v1/notes?limit=1&limit=2', { pointer: '/limit', in: 'query' }],
    ['/v1/notes?sort=up', { pointer: '/sort', in: 'query', rejectedValue: 'up' }],
    ['/v1/notes?limit=%00', { pointer: '/limit', in: 'query' }],
  ])('%s is refused with the parameter named', async (url, fault) => {
    const answer = await service.app.inject({ method: 'GET', url, headers: await authorized() });
    expect([answer.statusCode, answer.json().errors[0]]).toEqual([400, expect.objectContaining(fault)]);
  });

  test('for an id that is none names the path', async () => {
    const answer = await service.app.inject({ method: 'PUT', url: '/v1/notes/17', headers: await authorized() });
    expect([answer.statusCode, answer.json().errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/id', in: 'path', rejectedValue: '17' })],
    ]);
  });

  test.each(['/v1/nowhere', '/v1/notes/../../etc/passwd', '/%'])('for %s is a problem, not a crash', async (url) => {
    const answer = await service.app.inject({ method: 'GET', url });
    expect([400, 404]).toContain(answer.statusCode);
    expect(answer.json()).toMatchObject({ status: answer.statusCode, correlationId: expect.any(String) });
  });

  test('that meets a defect is answered without its details', async () => {
    const answer = await service.app.inject({ method: 'GET', url: '/v1/notes/broken' });
    expect(answer.statusCode).toBe(500);
    expect(answer.payload).not.toContain('hunter2');
  });

  test('keeps its correlation id, or gets one', async () => {
    const get = (headers: Record<string, string>) => service.app.inject({ method: 'GET', url: '/v1/notes', headers });
    const given = await get({ 'x-correlation-id': 'mine-1' });
    expect([given.headers['x-correlation-id'], given.json().correlationId]).toEqual(['mine-1', 'mine-1']);
    const unusable = await get({ 'x-correlation-id': 'a b"' });
    expect(unusable.headers['x-correlation-id']).toMatch(/^[\da-f-]{36}$/);
  });

  test('is answered with protective headers', async () => {
    const { headers } = await service.app.inject({ method: 'GET', url: '/health/live' });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
    });
  });
});

describe('health', () => {
  test('is live and ready', async () => {
    expect((await service.app.inject({ method: 'GET', url: '/health/live' })).json()).toEqual({ live: true });
    expect((await service.app.inject({ method: 'GET', url: '/health/ready' })).json()).toEqual({ ready: true, checks: ['the database'] });
  });
});

test('the OpenAPI document shows the shapes, the roles and the key of each route', async () => {
  const { openapi, paths, components } = (await service.app.inject({ method: 'GET', url: '/openapi.json' })).json<Document>();
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths)).toEqual(['/v1/notes', '/v1/notes/{id}', '/v1/notes/open', '/v1/notes/broken']);
  expect(components.schemas['Note']).toMatchObject({ type: 'object', additionalProperties: false });
  expect(paths['/v1/notes']?.['post']).toMatchObject({
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } } },
    parameters: [{ name: 'Idempotency-Key', in: 'header', required: true }],
    'x-roles': ['maker'],
    security: [{ token: [] }],
    responses: { default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
  });
  expect(paths['/v1/notes/{id}']?.['put']?.parameters.map(({ name }) => name)).toEqual(['id', 'if-match']);
});
