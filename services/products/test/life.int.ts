import { productEvents } from '@jinqiao/contracts/product-events';
import { decodeRecord } from '@jinqiao/event-stream/cloud-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { eventually } from '@jinqiao/test-kit/eventually';
import { completeDraft, institutionId, otherInstitutionId, runProducts, today } from './running-products.js';
import type { RunningProducts } from './running-products.js';

let products: RunningProducts;
const events: StreamEvent[] = [];
let reading: { stop(): Promise<void> };

beforeAll(async () => {
  products = await runProducts();
  reading = await products.stream.consumeBatches({
    group: 'life-of-a-product-test',
    topics: ['jinqiao.products.v1'],
    onBatch: ({ fetchedOffset, records }) => {
      events.push(...records.map(decodeRecord));
      return Promise.resolve({ nextOffset: (records.at(-1)?.offset ?? fetchedOffset - 1n) + 1n });
    },
  });
});
afterAll(async () => {
  await reading.stop();
  await products.close();
});

const eventsOf = (productId: string, count: number): Promise<readonly StreamEvent[]> =>
  eventually(() => {
    const found = [...new Map(events.filter(({ subject }) => subject === productId).map((event) => [event.id, event])).values()];
    if (found.length < count) throw new Error(`${found.length} of ${count} events are on the topic.`);
    return found;
  });

test('a product is drafted before its institution is known, and told to wait when it is submitted', async () => {
  const { ask } = products;
  const drafted = await ask('POST', '', { as: 'mei', body: completeDraft() });
  expect(drafted).toMatchObject({ status: 201, headers: { etag: '"1"', location: `/v1/products/${drafted.body.productId}` } });
  const early = await ask('POST', `/${drafted.body.productId}/submission`, { as: 'mei' });
  expect(early).toMatchObject({ status: 409, body: { type: expect.stringMatching(/institution-not-approved$/), lifecycle: 'unknown' } });
  expect(early.body.detail).toContain('send the same request again');
});

test('a product lives from its first line to its withdrawal, each version on the topic as its contract says', async () => {
  const { ask, announce, licence } = products;
  await announce({ version: 1, licences: [licence] });

  const { productCode, productType, ...rest } = completeDraft({ names: undefined });
  const drafted = await ask('POST', '', { as: 'mei', body: { productCode, productType } });
  const path = `/${drafted.body.productId}`;
  expect(drafted.body).toMatchObject({
    lifecycle: 'draft',
    version: 0,
    missingLanguages: ['en', 'zh-Hans', 'zh-Hant'],
    possible: ['submission'],
  });
  expect(drafted.body['missing']).toEqual(
    expect.arrayContaining([expect.objectContaining({ pointer: '/names' }), expect.objectContaining({ pointer: '/accesses' })]),
  );
  const early = await ask('POST', `${path}/submission`, { as: 'mei' });
  expect(early).toMatchObject({
    status: 409,
    body: { type: expect.stringMatching(/product-incomplete$/), missing: drafted.body['missing'] },
  });

  const names = { en: 'Pudong Bank', 'zh-Hans': '浦发银行' };
  const written = await ask('PUT', path, { as: 'li', body: { ...rest, names }, headers: { 'if-match': '"1"' } });
  expect(written).toMatchObject({
    status: 200,
    headers: { etag: '"2"' },
    body: { missing: [], missingLanguages: ['zh-Hant'], draft: { productCode, names } },
  });

  const submitted = await ask('POST', `${path}/submission`, { as: 'mei' });
  expect(submitted).toMatchObject({
    status: 200,
    body: { lifecycle: 'submitted', pending: { kind: 'listing', baseVersion: 0, requestedBy: 'mei' } },
  });
  const rejected = await ask('POST', `${path}/rejection`, { as: 'chen', body: { reason: 'The Chinese name is missing a word.' } });
  expect(rejected).toMatchObject({
    status: 200,
    body: { lifecycle: 'draft', pending: null, lastDecision: { outcome: 'rejected', decidedBy: 'chen' } },
  });
  await ask('POST', `${path}/submission`, { as: 'mei' });
  const listed = await ask('POST', `${path}/approval`, { as: 'chen' });
  expect(listed).toMatchObject({
    status: 200,
    headers: { 'consistency-token': `product:${drafted.body.productId}@1` },
    body: { lifecycle: 'listed', version: 1, pending: null },
  });

  const read = await ask('GET', path, { as: 'wang' });
  expect(read.body).toEqual(listed.body);
  expect((await ask('GET', path, { as: 'wang', headers: { 'if-none-match': String(read.headers['etag']) } })).status).toBe(304);

  const amended = await ask('PUT', path, {
    as: 'mei',
    body: { ...rest, names: { ...names, 'zh-Hant': '浦發銀行' } },
    headers: { 'if-match': String(read.headers['etag']) },
  });
  expect(amended.body).toMatchObject({ lifecycle: 'listed', version: 1, published: { names } });
  await ask('POST', `${path}/submission`, { as: 'mei' });
  expect((await ask('POST', `${path}/approval`, { as: 'chen' })).headers['consistency-token']).toBe(`product:${drafted.body.productId}@2`);

  const suspended = await ask('POST', `${path}/suspension`, { as: 'chen', body: { sides: ['buy'], reason: 'A trading halt.' } });
  expect(suspended).toMatchObject({ status: 200, body: { lifecycle: 'suspended', version: 3, published: { suspendedSides: ['buy'] } } });
  await ask('POST', `${path}/resumption`, { as: 'mei', body: { reason: 'The halt is over.' } });
  expect((await ask('POST', `${path}/approval`, { as: 'chen' })).body).toMatchObject({ lifecycle: 'listed', version: 4 });
  await ask('POST', `${path}/withdrawal`, { as: 'mei', body: { reason: 'The share has left the exchange.' } });
  expect((await ask('POST', `${path}/approval`, { as: 'chen' })).body).toMatchObject({ lifecycle: 'withdrawn', version: 5, possible: [] });

  const published = await eventsOf(drafted.body.productId, 5);
  expect(published.map(({ type, version }) => [type, version])).toEqual([
    ['jinqiao.product.listed.v1', 1],
    ['jinqiao.product.amended.v1', 2],
    ['jinqiao.product.suspended.v1', 3],
    ['jinqiao.product.resumed.v1', 4],
    ['jinqiao.product.withdrawn.v1', 5],
  ]);
  for (const event of published) {
    const contract = productEvents.find(({ type }) => type === event.type);
    expect(contract?.data.parse(event.data)).toMatchObject({
      productId: event.subject,
      institutionId,
      version: event.version,
      effectiveFrom: event.version === 1 ? '2018-12-04' : today,
    });
  }
  expect(published[0]).toMatchObject({ authId: 'chen', data: { names, offeredFrom: '2018-12-04' } });
});

test('an event of an institution that cannot be read is set aside, and the ones after it are not held up', async () => {
  const { administrator, announce, licence, publish } = products;
  await publish(otherInstitutionId, 1, { institutionId: otherInstitutionId, version: 1, licences: 'none' });
  await announce({ institutionId: otherInstitutionId, version: 2, licences: [licence] });
  const letters = await administrator.query('SELECT projection, version FROM dead_letter WHERE subject = $1', [otherInstitutionId]);
  expect(letters.rows).toEqual([{ projection: 'known-institution.v1', version: 1 }]);
});

test('every route of the service stands in its OpenAPI document', async () => {
  const document = (await products.service.app.inject({ method: 'GET', url: '/openapi.json' })).json<{ paths: Record<string, object> }>();
  const routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  const commands = ['submission', 'approval', 'rejection', 'suspension', 'resumption', 'withdrawal'];
  expect(routes).toEqual(
    expect.arrayContaining([
      'post /v1/products',
      'get /v1/products',
      'get /v1/products/{productId}',
      'put /v1/products/{productId}',
      ...commands.map((command) => `post /v1/products/{productId}/${command}`),
    ]),
  );
});

test('an amendment that says the same is refused, whatever the order of its keys', async () => {
  const { ask, listed } = products;
  const body = completeDraft();
  const { productId, revision } = await listed(body);
  const reordered = Object.fromEntries(Object.entries(body).reverse());
  await ask('PUT', `/${productId}`, { as: 'mei', body: reordered, headers: { 'if-match': `"${revision}"` } });
  expect(await ask('POST', `/${productId}/submission`, { as: 'mei' })).toMatchObject({
    status: 409,
    body: { type: expect.stringMatching(/nothing-to-change$/) },
  });
});

test('a list shows the products of the institution page by page, and all of them to operators and supervisors', async () => {
  const { ask, listed } = products;
  const { productId, productCode } = await listed();
  const found = await ask('GET', `?productCode=${String(productCode)}`, { as: 'mei' });
  expect(found.body).toMatchObject({ items: [{ productId, lifecycle: 'listed', version: 1 }], nextCursor: null });
  const seen: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await ask('GET', `?limit=2${cursor && `&cursor=${cursor}`}`, { as: 'mei' });
    seen.push(...(page.body['items'] as { productId: string }[]).map((row) => row.productId));
    cursor = page.body['nextCursor'] as string | null;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toContain(productId);
  expect((await ask('GET', '', { as: 'a maker elsewhere' })).body['items']).toEqual([]);
  for (const reader of ['olga', 'sun']) expect((await ask('GET', `/${productId}`, { as: reader })).status).toBe(200);
});
