import { createService } from '@jinqiao/service-runtime/service';
import type { RunningService } from '@jinqiao/service-runtime/service';
import { operations } from '../src/definition.js';
import type { ProductTrace } from '../src/trace.api.js';
import { FakeHouse } from './fake-house.js';
import type { FakeAnswer } from './fake-house.js';

const productId = '019aa000-0000-7000-8000-00000000b001';
const topic = 'jinqiao.products.v1';
const event = {
  eventId: 'e-1',
  eventType: 'jinqiao.product.listed.v1',
  topic,
  version: 1,
  position: '1',
  correlationId: 'c-1',
  happenedAt: '2018-12-04T01:00:00.000Z',
  recordedAt: '2018-12-04T01:00:00.010Z',
  pending: false,
  publication: { partition: 3, offset: '11', publishedAt: '2018-12-04T01:00:00.022Z' },
  content: { productType: 'bond' },
};
const projected = { projection: 'catalogue-product.v1', topic, table: 'catalogue_product', versions: [], checkpoints: [], letters: [] };

let answers: Record<string, FakeAnswer>;
let house: FakeHouse;
let service: RunningService;

beforeAll(async () => {
  house = await FakeHouse.open();
  const health = { outbox: null, groups: [], projections: [], deadLetters: [] };
  const env = await house.environment(({ service: name, url }) =>
    url.startsWith('/internal/trace/') ? (answers[name] ?? { body: { published: [], projected: [] } }) : { body: health },
  );
  service = await createService(operations, { ...env, RECONCILE_EVERY_MS: '3600000' });
});
afterAll(async () => {
  await service.close();
  await house.close();
});
beforeEach(() => {
  answers = { products: { body: { published: [event], projected: [] } }, query: { body: { published: [], projected: [projected] } } };
});

const trace = async (id = productId, role = 'operator') =>
  service.app.inject({ method: 'GET', url: `/v1/operations/products/${id}/trace`, headers: { authorization: await house.bearer(role) } });

test('the hops of a product are asked of every service and put together', async () => {
  const answer = await trace(productId.toUpperCase());
  expect(answer.statusCode).toBe(200);
  const { versions, ...rest } = answer.json<ProductTrace>();
  expect(rest).toEqual({ productId, asOf: expect.any(String), notAnswering: [] });
  expect(versions).toMatchObject([
    {
      version: 1,
      topic: { partition: 3, offset: '11' },
      consumers: [{ service: 'query', projection: 'catalogue-product.v1', consumed: false }],
    },
  ]);
  expect(house.seen.filter(({ url }) => url === `/internal/trace/${productId}`)).toHaveLength(4);
});

test('a service that does not answer, or answers something else, is named, and the rest is told', async () => {
  Object.assign(answers, { eligibility: { status: 503, body: {} }, query: { body: { published: 1 } } });
  const { versions, notAnswering } = (await trace()).json<ProductTrace>();
  expect([versions[0]?.consumers, notAnswering]).toEqual([
    [],
    [
      { service: 'eligibility', reason: 'It answered with status 503.' },
      { service: 'query', reason: 'Its answer has another shape than expected.' },
    ],
  ]);
});

test('a product of which nothing was ever recorded is not found; another address is refused; others may not look', async () => {
  answers = {};
  expect((await trace()).statusCode).toBe(404);
  expect((await trace('1')).statusCode).toBe(400);
  expect((await trace(productId, 'maker')).statusCode).toBe(403);
});
