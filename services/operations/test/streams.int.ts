import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createService } from '@jinqiao/service-runtime/service';
import type { RunningService } from '@jinqiao/service-runtime/service';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import type { TestIssuer } from '@jinqiao/test-kit/tokens';
import { operations } from '../src/definition.js';
import type { StreamOverview } from '../src/stream-overview.js';

const servers: Server[] = [];
async function upstream(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

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

let issuer: TestIssuer;
let service: RunningService;
const seen: { url: string | undefined; authorization: string | undefined; correlationId: unknown }[] = [];

beforeAll(async () => {
  issuer = await testIssuer();
  const query = await upstream(({ url, headers }, response) => {
    seen.push({ url, authorization: headers.authorization, correlationId: headers['x-correlation-id'] });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(health));
  });
  const silent = await upstream(() => undefined);
  const broken = await upstream((_request, response) => void response.writeHead(500).end('{}'));
  const gone = await upstream(() => undefined);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const env = { TOKEN_ISSUER: issuer.issuer, TOKEN_JWKS_URL: issuer.jwksUrl, LOG_LEVEL: 'silent' };
  const addresses = { INSTITUTIONS_URL: silent, PRODUCTS_URL: broken, ELIGIBILITY_URL: gone, QUERY_URL: query };
  service = await createService(operations, { ...env, ...addresses }, { clock: () => new Date('2018-12-04T02:00:00Z') });
});
afterAll(async () => {
  await service.close();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await issuer.stop();
});

const ask = async (role: string) => {
  const authorization = `Bearer ${await issuer.token({ roles: [role] })}`;
  return {
    authorization,
    answer: await service.app.inject({
      method: 'GET',
      url: '/v1/operations/streams',
      headers: { authorization, 'x-correlation-id': 'c-9' },
    }),
  };
};

test('the streams of every service are shown, and a service that does not answer is a finding', async () => {
  const { authorization, answer } = await ask('operator');
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
  expect(services[3]).toEqual({
    service: name,
    outbox,
    projections,
    deadLetters,
    reachable: true,
    groups: [{ ...health.groups[0], lag: '17' }],
  });
  expect(seen).toEqual([{ url: '/internal/stream-health', authorization, correlationId: 'c-9' }]);
});

test('only operators may look', async () => {
  expect((await ask('maker')).answer.statusCode).toBe(403);
  expect((await service.app.inject({ method: 'GET', url: '/v1/operations/streams' })).statusCode).toBe(401);
});

test('a missing address of a service stops the start by its name', async () => {
  await expect(createService(operations, { TOKEN_ISSUER: 'x', TOKEN_JWKS_URL: 'http://x' })).rejects.toThrow(/QUERY_URL is missing/);
});

test('the shape of the answer is in the OpenAPI document', async () => {
  const { paths, components } = (await service.app.inject({ method: 'GET', url: '/openapi.json' })).json();
  expect(paths['/v1/operations/streams'].get).toMatchObject({ parameters: [], 'x-roles': ['operator'] });
  expect(components.schemas.StreamOverview.properties).toHaveProperty('services');
});
