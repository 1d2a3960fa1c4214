import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createService } from '@jinqiao/service-runtime/service';
import type { RunningService } from '@jinqiao/service-runtime/service';
import { eventually } from '@jinqiao/test-kit/eventually';
import { consoleService } from '../src/definition.js';

type Seen = { service: string; method: string; url: string; headers: IncomingMessage['headers']; body: string };

const servers: Server[] = [];
const seen: Seen[] = [];
let followers = 0;
let gateway: RunningService;
let origin: string;

async function upstream(service: string): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ service, method, url, headers, body: Buffer.concat(chunks).toString() });
      response.setHeader('content-type', 'application/json');
      if (url === '/openapi.json') response.end(JSON.stringify({ paths: { [`/v1/${service}`]: { get: { operationId: service } } } }));
      else if (url.endsWith('/live')) {
        followers += 1;
        response.once('close', () => (followers -= 1));
        response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).write('data: first\n\n');
      } else if (url.endsWith('/busy')) response.writeHead(503, { 'retry-after': '7' }).end('{"from":"upstream"}');
      else
        response
          .writeHead(method === 'POST' ? 201 : 200, { etag: '"1"', 'consistency-token': 'product:1@1' })
          .end(JSON.stringify({ service }));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  const [institutions, products, eligibility, query, operations] = await Promise.all(
    ['institutions', 'products', 'eligibility', 'query', 'operations'].map(upstream),
  );
  await closed(servers[4]);
  gateway = await createService(consoleService, {
    TOKEN_ISSUER: 'http://issuer',
    TOKEN_JWKS_URL: 'http://issuer/jwks.json',
    PUBLIC_URL: 'http://gate',
    LOG_LEVEL: 'silent',
    INSTITUTIONS_URL: institutions,
    PRODUCTS_URL: products,
    ELIGIBILITY_URL: eligibility,
    QUERY_URL: query,
    OPERATIONS_URL: operations,
  });
  await gateway.app.listen(0, '127.0.0.1');
  origin = await gateway.app.getUrl();
});
beforeEach(() => seen.splice(0));
afterAll(async () => {
  await gateway.close();
  await Promise.all(servers.slice(0, 4).map(closed));
});

const closed = (server: Server | undefined) => new Promise((resolve) => (server?.closeAllConnections(), server?.close(resolve)));

describe('the gateway', () => {
  test.each([
    ['/v1/institutions', 'institutions'],
    ['/v1/institutions/1/approval?x=1', 'institutions'],
    ['/v1/products?productCode=A%201&limit=2', 'products'],
    ['/v1/schemes/stock-connect-northbound/lists', 'eligibility'],
    ['/v1/eligibility/checks', 'eligibility'],
    ['/v1/catalogue/products/1?after=product:1@2', 'query'],
  ])('forwards %s to %s', async (path, service) => {
    const answer = await fetch(`${origin}${path}`, { headers: { authorization: 'Bearer t', 'x-correlation-id': 'c-7' } });
    expect([answer.status, await answer.json()]).toEqual([200, { service }]);
    expect(answer.headers.get('x-correlation-id')).toBe('c-7');
    expect(answer.headers.get('consistency-token')).toBe('product:1@1');
    expect(seen).toHaveLength(1);
    expect(decodeURIComponent(seen[0]?.url ?? '')).toBe(decodeURIComponent(path));
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer t', 'x-correlation-id': 'c-7' });
  });

  test('gives a request without a correlation id one', async () => {
    const answer = await fetch(`${origin}/v1/products`);
    expect(answer.headers.get('x-correlation-id')).toMatch(/^[\da-f-]{36}$/);
    expect(seen[0]?.headers['x-correlation-id']).toBe(answer.headers.get('x-correlation-id'));
  });

  test.each([
    ['JSON', 'application/json', '{"names":{"en":"A B","zh-Hans":"金桥"}}'],
    ['broken JSON, which the service refuses', 'application/json', '{"a":'],
    ['another media type, which the service refuses', 'text/xml', '<a/>'],
  ])('forwards a body of %s byte by byte', async (_name, type, body) => {
    const answer = await fetch(`${origin}/v1/products`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, 'idempotency-key': 'k' },
    });
    expect(answer.status).toBe(201);
    expect(seen[0]).toMatchObject({ body, headers: { 'content-type': type, 'idempotency-key': 'k' } });
  });

  test('forwards a body sent in pieces, and a POST without a body', async () => {
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of ['{"a"', ':1', '}']) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${origin}/v1/products`, { method: 'POST', body: pieces, headers, duplex: 'half' })).status).toBe(201);
    expect((await fetch(`${origin}/v1/products/1/approval`, { method: 'POST' })).status).toBe(201);
    expect((await fetch(`${origin}/v1/products/1/approval`, { method: 'POST', headers })).status).toBe(201);
    expect(seen.map(({ body }) => body)).toEqual(['{"a":1}', '', '']);
  });

  test('refuses a body over the limit before the service sees it; a published list may be larger', async () => {
    const body = JSON.stringify('x'.repeat(2 * 1024 * 1024));
    const post = (path: string) => fetch(`${origin}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    const refused = await post('/v1/products');
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([413, 'http://gate/problems/body-too-large']);
    expect(seen).toEqual([]);
    expect((await post('/v1/schemes/x/lists')).status).toBe(201);
  });

  test('answers for a service that does not, naming it', async () => {
    const answer = await fetch(`${origin}/v1/operations/streams`, { headers: { 'x-correlation-id': 'c-8' } });
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('content-type')]).toEqual([
      503,
      '2',
      'application/problem+json; charset=utf-8',
    ]);
    expect(await answer.json()).toMatchObject({
      type: 'http://gate/problems/dependency-unavailable',
      service: 'operations',
      correlationId: 'c-8',
    });
  });

  test("passes a service's own answer on without asking again", async () => {
    const answer = await fetch(`${origin}/v1/products/busy`);
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([503, '7', { from: 'upstream' }]);
    expect(seen).toHaveLength(1);
  });

  test('passes server-sent events on as they come, and lets the service know when the viewer has gone', async () => {
    const leaving = new AbortController();
    const answer = await fetch(`${origin}/v1/catalogue/live`, { signal: leaving.signal });
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const first = await answer.body?.getReader().read();
    expect([Buffer.from(first?.value ?? []).toString(), followers]).toEqual(['data: first\n\n', 1]);
    leaving.abort();
    await eventually(() => expect(followers).toBe(0));
  });

  test.each([
    '/metrics',
    '/v1/products/../../metrics',
    '/internal/stream-health',
    '/v1/products/../../internal/stream-health',
    '/v1/products/%2e%2e/%2e%2e/internal/stream-health',
    '/v1/products/..%2f..%2finternal/stream-health',
    '/v1/products/..\\..\\internal/stream-health',
    '/v1/products//../../internal/stream-health',
    '/v1/productsx',
    '/v2/products',
  ])('does not let %s through', async (path) => {
    const { port, hostname } = new URL(origin);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest({ hostname, port, path }, (answer) => (answer.resume(), resolve(answer.statusCode)))
        .on('error', reject)
        .end();
    });
    expect([400, 404]).toContain(status);
    expect(seen).toEqual([]);
  });
});

describe('the pages', () => {
  const get = async (path: string, accept = 'text/html') => {
    const answer = await fetch(`${origin}${path}`, { headers: { accept } });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };

  test('the OpenAPI document has the routes of the services that answer, and names the others', async () => {
    const document = JSON.parse((await get('/openapi.json')).text) as { paths: object; 'x-unavailable': string[] };
    expect(Object.keys(document.paths)).toEqual(['/v1/institutions', '/v1/products', '/v1/eligibility', '/v1/query']);
    expect(document['x-unavailable']).toEqual(['operations']);
  });

  test('the API page and its files come from here alone', async () => {
    const { status, text } = await get('/docs');
    expect(status).toBe(200);
    expect([...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address)).toEqual(
      expect.arrayContaining(['./docs/swagger-ui-bundle.js']),
    );
    expect(text).not.toMatch(/(?:src|href)=["'](?:https?:)?\/\//);
    expect((await get('/docs/swagger-ui-bundle.js')).status).toBe(200);
    expect((await get('/docs/swagger-ui-init.js')).text).toContain('"/v1/products"');
  });

  test('the first page links to all others', async () => {
    const { status, type, text } = await get('/');
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    for (const [, address = ''] of text.matchAll(/href="([^"]+)"/g)) expect([address, (await get(address)).status]).toEqual([address, 200]);
  });

  test('a problem is explained to a person as a page and to a program as Markdown', async () => {
    expect((await get('/problems/not-found')).text).toContain('<h1>Not found</h1>');
    const { type, text } = await get('/problems/not-found', '*/*');
    expect([type, text.split('\n')[0]]).toEqual(['text/markdown; charset=utf-8', '# Not found']);
  });

  test.each(['/problems/nothing', '/problems/constructor', '/problems/..%2fREADME', '/problems/%00'])('%s is no page', async (path) => {
    expect([400, 404]).toContain((await get(path)).status);
  });
});
