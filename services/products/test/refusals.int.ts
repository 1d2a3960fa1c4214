import { randomUUID } from 'node:crypto';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import { completeDraft, institutionId, otherInstitutionId, runProducts, terms, today } from './running-products.js';
import type { Response, RunningProducts } from './running-products.js';

let products: RunningProducts;
let draft: Response['body'];
let submitted: Response['body'];
let live: Response['body'];

beforeAll(async () => {
  products = await runProducts();
  const { ask, announce, licence, listed } = products;
  await announce({ version: 1, licences: [licence] });
  draft = (await ask('POST', '', { as: 'mei', body: completeDraft() })).body;
  submitted = (await ask('POST', '', { as: 'mei', body: completeDraft() })).body;
  submitted = (await ask('POST', `/${submitted.productId}/submission`, { as: 'mei' })).body;
  live = await listed();
});
afterAll(() => products.close());

const counts = async (): Promise<unknown> =>
  (
    await products.administrator.query(
      `SELECT (SELECT json_agg(product ORDER BY product_id) FROM product) AS products, (SELECT json_agg(r ORDER BY request_id) FROM change_request r) AS requests,
         (SELECT count(*) FROM event_log) AS events, (SELECT count(*) FROM idempotency_key) AS keys`,
    )
  ).rows[0];

/** Expects a refusal of this type that leaves nothing behind and says what to do next. */
async function refusal(asked: Promise<Response>, status: number, type: string): Promise<Response['body']> {
  const before = await counts();
  const { body, headers, ...answer } = await asked;
  expect({ status: answer.status, type: body.type }).toEqual({ status, type: expect.stringMatching(new RegExp(`/problems/${type}$`)) });
  expect(headers['content-type']).toContain('application/problem+json');
  expect(body.detail.length).toBeGreaterThan(20);
  expect(await counts()).toEqual(before);
  return body;
}

test.each([
  ['malformed JSON', '{"productCode": ', { status: 400, type: 'body-not-json', pointer: undefined }],
  ['no object', '[]', { status: 400, type: 'request-not-valid', pointer: '' }],
  ['an unknown field', completeDraft({ colour: 'red' }), { status: 400, type: 'request-not-valid', pointer: '/colour' }],
  [
    'another institution in the body',
    completeDraft({ institutionId: otherInstitutionId }),
    { status: 400, type: 'request-not-valid', pointer: '/institutionId' },
  ],
  ['a wrong type', completeDraft({ productCode: 5 }), { status: 400, type: 'request-not-valid', pointer: '/productCode' }],
  ['an empty code', completeDraft({ productCode: ' ' }), { status: 400, type: 'request-not-valid', pointer: '/productCode' }],
  [
    'a day that does not exist',
    completeDraft({ offeredFrom: '2026-02-30' }),
    { status: 400, type: 'request-not-valid', pointer: '/offeredFrom' },
  ],
  ['names in no language', completeDraft({ names: {} }), { status: 400, type: 'request-not-valid', pointer: '/names' }],
  [
    'a language that the house does not know',
    completeDraft({ names: { fr: 'Banque' } }),
    { status: 400, type: 'request-not-valid', pointer: '/names/fr' },
  ],
  [
    'an audience that does not exist',
    completeDraft({ accesses: [{ scheme: 'stock-connect-northbound', audience: 'all' }] }),
    { status: 400, type: 'request-not-valid', pointer: '/accesses/0/audience' },
  ],
  [
    'a character that cannot be stored',
    completeDraft({ names: { en: 'A\u0000B' } }),
    { status: 400, type: 'request-not-valid', pointer: '/names/en' },
  ],
  [
    'half a character',
    '{"productCode":"HALF","productType":"a_share","names":{"en":"\\ud800"}}',
    { status: 400, type: 'request-not-valid', pointer: '/names/en' },
  ],
  ['an unknown product type', completeDraft({ productType: 'tulip' }), { status: 400, type: 'request-not-valid', pointer: '/productType' }],
  [
    'an unknown term',
    completeDraft({ terms: { ...terms, tulip: true } }),
    { status: 400, type: 'request-not-valid', pointer: '/terms/tulip' },
  ],
  [
    'a term of a wrong type',
    completeDraft({ terms: { ...terms, mic: 5 } }),
    { status: 400, type: 'request-not-valid', pointer: '/terms/mic' },
  ],
  [
    'an unknown scheme',
    completeDraft({ accesses: [{ scheme: 'tulip-connect', audience: 'public' }] }),
    { status: 400, type: 'scheme-not-known', pointer: '/accesses/0/scheme' },
  ],
  [
    'a scheme for other products',
    completeDraft({ accesses: [{ scheme: 'bond-connect-northbound', audience: 'public' }] }),
    { status: 400, type: 'scheme-cannot-carry-product-type', pointer: '/accesses/0/scheme' },
  ],
  [
    'a body over the limit',
    completeDraft({ names: { en: 'A'.repeat(1_100_000) } }),
    { status: 413, type: 'body-too-large', pointer: undefined },
  ],
])('a draft with %s is refused', async (_, body, { status, type, pointer }) => {
  const problem = await refusal(products.ask('POST', '', { as: 'mei', body }), status, type);
  if (pointer !== undefined) expect(problem.errors.map((error) => error.pointer)).toContain(pointer);
});

test('a code that is taken is refused and names the product that has it', async () => {
  const problem = await refusal(
    products.ask('POST', '', { as: 'li', body: completeDraft({ productCode: live['productCode'] }) }),
    409,
    'product-code-taken',
  );
  expect(problem.productId).toBe(live.productId);
  const put = products.ask('PUT', `/${draft.productId}`, {
    as: 'mei',
    body: { productCode: live['productCode'] },
    headers: { 'if-match': `"${draft.revision}"` },
  });
  expect((await refusal(put, 409, 'product-code-taken')).productId).toBe(live.productId);
});

test.each([
  ['without an entity tag', undefined, 428, 'if-match-missing'],
  ['with a stale entity tag', '"77"', 412, 'if-match-failed'],
  ['with an entity tag of another form', 'W/"1"', 412, 'if-match-failed'],
])('a change %s is refused', async (_, tag, status, type) => {
  const headers: Record<string, string> = tag === undefined ? {} : { 'if-match': tag };
  await refusal(products.ask('PUT', `/${draft.productId}`, { as: 'mei', body: {}, headers }), status, type);
});

test('a change while a request waits is refused', async () => {
  const { productId, revision } = submitted;
  await refusal(
    products.ask('PUT', `/${productId}`, { as: 'mei', body: {}, headers: { 'if-match': `"${revision}"` } }),
    409,
    'change-pending',
  );
  await refusal(products.ask('POST', `/${productId}/submission`, { as: 'mei' }), 409, 'change-pending');
});

test.each(['approval', 'rejection'])('the %s of one’s own change is refused', async (decision) => {
  const body = decision === 'rejection' ? { reason: 'My own.' } : undefined;
  const problem = await refusal(
    products.ask('POST', `/${submitted.productId}/${decision}`, { as: 'mei, also a checker', body }),
    403,
    'own-change',
  );
  expect(problem).toMatchObject({ requestedBy: 'mei' });
});

test('a decision on what changed since it was looked at is refused', async () => {
  await refusal(
    products.ask('POST', `/${submitted.productId}/approval`, { as: 'chen', headers: { 'if-match': '"1"' } }),
    412,
    'if-match-failed',
  );
});

test.each([
  ['resumption', 'mei', { reason: 'Over.' }],
  ['withdrawal', 'mei', undefined],
  ['rejection', 'chen', {}],
  ['suspension', 'mei', { sides: ['sell'], reason: 'Halt.' }],
  ['suspension', 'mei', { sides: [], reason: 'Halt.' }],
  ['suspension', 'mei', { sides: ['buy', 'buy'], reason: 'Halt.' }],
  ['approval', 'chen', { anything: 1 }],
])('a %s by %s with the body %j is refused', async (command, as, body) => {
  const [status, type] = command === 'resumption' ? [409, 'product-lifecycle-conflict'] : [400, 'request-not-valid'];
  await refusal(products.ask('POST', `/${live.productId}/${command}`, { as, body }), Number(status), String(type));
});

test('a lifecycle conflict names the lifecycle and what is possible', async () => {
  const body = { sides: ['buy'], reason: 'Halt.' };
  const problem = await refusal(
    products.ask('POST', `/${draft.productId}/suspension`, { as: 'mei', body }),
    409,
    'product-lifecycle-conflict',
  );
  expect(problem).toMatchObject({ lifecycle: 'draft', possible: ['submission'] });
  await refusal(products.ask('POST', `/${live.productId}/approval`, { as: 'chen' }), 409, 'no-change-pending');
});

describe('another institution', () => {
  test.each(['submission', 'approval'])('does not learn that the product exists by %s', async (command) => {
    await refusal(products.ask('POST', `/${submitted.productId}/${command}`, { as: 'a maker elsewhere' }), 404, 'not-found');
  });
  test('neither reads nor writes it', async () => {
    const there = await refusal(products.ask('GET', `/${live.productId}`, { as: 'a maker elsewhere' }), 404, 'not-found');
    const nowhere = randomUUID();
    const absent = await refusal(products.ask('GET', `/${nowhere}`, { as: 'a maker elsewhere' }), 404, 'not-found');
    expect(there.detail.replace(live.productId, nowhere)).toBe(absent.detail);
    await refusal(
      products.ask('PUT', `/${live.productId}`, { as: 'a maker elsewhere', body: {}, headers: { 'if-match': '"1"' } }),
      404,
      'not-found',
    );
  });
  test('has its own product codes', async () => {
    const drafted = await products.ask('POST', '', { as: 'a maker elsewhere', body: completeDraft({ productCode: live['productCode'] }) });
    expect(drafted.status).toBe(201);
  });
});

describe('who asks', () => {
  test.each([
    ['an investor', 'ivy', 403, 'role-missing'],
    ['an operator', 'olga', 403, 'role-missing'],
    ['a checker', 'chen', 403, 'role-missing'],
    ['a maker of no institution', 'a maker of no institution', 403, 'institution-not-yours'],
    ['someone with a text for a token', 'not.a.token', 401, 'token-not-valid'],
  ])('%s does not register products', async (_, as, status, type) => {
    await refusal(products.ask('POST', '', { as, body: completeDraft() }), status, type);
  });
  test('a token that another issuer signed is refused, and none at all', async () => {
    const forger = await testIssuer();
    const forged = await forger.token({ iss: products.issuer.issuer, sub: 'mei', roles: ['maker'], institutionId });
    await forger.stop();
    await refusal(products.ask('POST', '', { as: forged, body: completeDraft() }), 401, 'token-not-valid');
    await refusal(products.ask('GET', '', { as: 'mei', headers: { authorization: '' } }), 401, 'token-missing');
  });
  test('a product id, a cursor and a limit that cannot be are refused', async () => {
    await refusal(products.ask('GET', '/one', { as: 'mei' }), 400, 'request-not-valid');
    await refusal(products.ask('GET', '?limit=1000', { as: 'mei' }), 400, 'request-not-valid');
    await refusal(products.ask('GET', '?colour=red', { as: 'mei' }), 400, 'request-not-valid');
    await refusal(products.ask('GET', '?cursor=x', { as: 'mei' }), 400, 'cursor-not-valid');
  });
});

test('a key is missing, or was used for another request', async () => {
  await refusal(
    products.ask('POST', '', { as: 'mei', body: completeDraft(), headers: { 'idempotency-key': '' } }),
    400,
    'idempotency-key-missing',
  );
  const headers = { 'idempotency-key': 'one-key' };
  await products.ask('POST', '', { as: 'mei', body: completeDraft(), headers });
  await refusal(products.ask('POST', '', { as: 'mei', body: completeDraft(), headers }), 422, 'idempotency-key-reused');
});

test('an approval looks at the licence again, on the day of approval and on the first day of the offer', async () => {
  const { announce, ask, licence } = products;
  await announce({ version: 2, licences: [{ ...licence, from: '2020-01-01', to: '2026-11-24' }] });
  const problem = await refusal(ask('POST', `/${submitted.productId}/approval`, { as: 'chen' }), 409, 'licence-missing');
  expect(problem).toMatchObject({ days: ['2018-12-04', today], licences: [{ code: licence.code }] });
  await announce({ version: 3, lifecycle: 'suspended', licences: [licence] });
  await refusal(ask('POST', `/${submitted.productId}/approval`, { as: 'chen' }), 409, 'institution-not-approved');
  await announce({ version: 2, lifecycle: 'approved', licences: [licence] });
  await refusal(ask('POST', `/${submitted.productId}/approval`, { as: 'chen' }), 409, 'institution-not-approved');
  await announce({ version: 4, licences: [licence] });
  expect((await ask('POST', `/${submitted.productId}/approval`, { as: 'chen' })).status).toBe(200);
});
