import { productTypes } from '@jinqiao/product-types/registry';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import type { FieldDifference } from '@jinqiao/semantic-difference/difference';
import fc from 'fast-check';
import { completeDraft, runProducts } from './running-products.js';
import type { RunningProducts } from './running-products.js';

let products: RunningProducts;

beforeAll(async () => {
  products = await runProducts();
  const { announce, licence } = products;
  await announce({ version: 1, licences: [{ ...licence, activities: productTypes.map(({ licensedActivity }) => licensedActivity) }] });
});
afterAll(() => products.close());

type Draft = Record<string, unknown> & {
  names: Record<string, string>;
  terms: Record<string, unknown>;
  accesses: Record<string, unknown>[];
};

const fundTerms = productTypes.find(({ id }) => id === 'fund')?.example.terms;
const channels = schemes.filter(({ productTypes: carried }) => carried.includes('fund')).map(({ id }) => id);

/** A fund with everything that can be written in more than one way: amounts, a set of codes, a set of accesses, texts. */
const fund = (): Draft =>
  completeDraft({
    productType: 'fund',
    names: { en: 'Example China bond fund', 'zh-Hans': '示例中国债券基金' },
    terms: { ...fundTerms, fundSizeCny: '900000000', ongoingChargesPct: '1.5', features: ['leveraged', 'high_yield_bond'] },
    accesses: channels.slice(0, 2).map((scheme) => ({ scheme, audience: 'public' })),
    offeredFrom: '2026-01-05',
  }) as Draft;

const eventCount = async (productId: string): Promise<number> => {
  const { rows } = await products.administrator.query<{ events: string }>('SELECT count(*) AS events FROM event_log WHERE subject = $1', [
    productId,
  ]);
  return Number(rows[0]?.events);
};

const write = async (productId: string, draft: unknown): Promise<void> => {
  const { ask } = products;
  const { revision } = (await ask('GET', `/${productId}`, { as: 'mei' })).body;
  const written = await ask('PUT', `/${productId}`, { as: 'mei', body: draft, headers: { 'if-match': `"${revision}"` } });
  if (written.status !== 200) throw new Error(JSON.stringify(written.body));
};

const latest = async (productId: string): Promise<{ version: number; differences: FieldDifference[] }> => {
  const { items } = (await products.ask('GET', `/${productId}/history?limit=1`, { as: 'chen' })).body as unknown as {
    items: { version: number; differences: FieldDifference[] }[];
  };
  return items[0] ?? { version: 0, differences: [] };
};

const shuffledKeys = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(shuffledKeys)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([name, member]) => [name, shuffledKeys(member)]),
        )
      : value;

/** Ways to write the same; any of them together still say the same. */
const reformattings: Readonly<Record<string, (draft: Draft) => Draft>> = {
  'the order of keys': (draft) => shuffledKeys(draft) as Draft,
  'white space around names and code': (draft) => ({
    ...draft,
    productCode: ` ${String(draft['productCode'])}\t`,
    names: Object.fromEntries(Object.entries(draft.names).map(([language, name]) => [language, ` ${name}\u3000`])),
  }),
  'zeros after a point': (draft) => ({ ...draft, terms: { ...draft.terms, fundSizeCny: '900000000.00', ongoingChargesPct: '1.50' } }),
  'the order of a set of codes': (draft) => ({
    ...draft,
    terms: { ...draft.terms, features: (draft.terms['features'] as string[]).toReversed() },
  }),
  'the order of accesses': (draft) => ({ ...draft, accesses: draft.accesses.toReversed() }),
};

test('writing a product otherwise changes nothing and emits no event', async () => {
  const { ask, listed } = products;
  const body = fund();
  const { productId, version } = await listed(body);
  expect(version).toBe(1);
  const together = fc.sample(fc.uniqueArray(fc.constantFrom(...Object.keys(reformattings)), { minLength: 2 }), {
    numRuns: 6,
    seed: 20261125,
  });
  for (const ways of [...Object.keys(reformattings).map((way) => [way]), ...together]) {
    const reformatted = ways.reduce((draft, way) => (reformattings[way] as (draft: Draft) => Draft)(draft), body);
    await write(productId, reformatted);
    const submission = await ask('POST', `/${productId}/submission`, { as: 'mei' });
    expect([ways, submission.status, submission.body.type]).toEqual([ways, 409, expect.stringMatching(/nothing-to-change$/)]);
  }
  expect(await eventCount(productId)).toBe(1);
});

const changes: Readonly<Record<string, (draft: Draft) => readonly [draft: Draft, difference: FieldDifference]>> = {
  'a letter of a name': (draft) => [
    { ...draft, names: { ...draft.names, en: 'Example China Bond fund' } },
    { pointer: '/names/en', before: 'Example China bond fund', after: 'Example China Bond fund' },
  ],
  'a name in one more language': (draft) => [
    { ...draft, names: { ...draft.names, 'zh-Hant': '示例中國債券基金' } },
    { pointer: '/names/zh-Hant', after: '示例中國債券基金' },
  ],
  'a hundredth of a percent': (draft) => [
    { ...draft, terms: { ...draft.terms, ongoingChargesPct: '1.51' } },
    { pointer: '/terms/ongoingChargesPct', before: '1.5', after: '1.51' },
  ],
  'a term that goes': ({ terms: { fundSizeCny, ...terms }, ...draft }) => [
    { ...draft, terms },
    { pointer: '/terms/fundSizeCny', before: fundSizeCny },
  ],
  'a code taken out of a set': (draft) => [
    { ...draft, terms: { ...draft.terms, features: (draft.terms['features'] as string[]).slice(1) } },
    { pointer: '/terms/features', before: draft.terms['features'], after: (draft.terms['features'] as string[]).slice(1) },
  ],
  'an answer from yes to no': (draft) => [
    { ...draft, terms: { ...draft.terms, homeRegulatorAuthorised: false } },
    { pointer: '/terms/homeRegulatorAuthorised', before: true, after: false },
  ],
  'the audience of an access': (draft) => [
    { ...draft, accesses: draft.accesses.with(1, { ...draft.accesses[1], audience: 'institutional' }) },
    { pointer: '/accesses/1/audience', before: 'public', after: 'institutional' },
  ],
  'an access that goes': (draft) => [
    { ...draft, accesses: draft.accesses.slice(1) },
    { pointer: '/accesses/0', before: draft.accesses[0] },
  ],
  'the first day': (draft) => [
    { ...draft, offeredFrom: '2026-01-06' },
    { pointer: '/offeredFrom', before: '2026-01-05', after: '2026-01-06' },
  ],
};

test.each(Object.entries(changes))(
  '%s is one event with exactly that difference, also where the rest is written otherwise',
  async (_, change) => {
    const { ask, listed } = products;
    const body = fund();
    const { productId } = await listed(body);
    const [changed, difference] = change(body);
    await write(
      productId,
      shuffledKeys({ ...changed, names: Object.fromEntries(Object.entries(changed.names).map(([key, name]) => [key, `${name} `])) }),
    );
    const waiting = await ask('POST', `/${productId}/submission`, { as: 'mei' });
    expect(waiting.body['pending']).toMatchObject({ kind: 'amendment', differences: [difference] });
    expect((await ask('POST', `/${productId}/approval`, { as: 'chen' })).status).toBe(200);
    expect(await eventCount(productId)).toBe(2);
    expect(await latest(productId)).toMatchObject({ version: 2, differences: [difference] });
  },
);

test('the history tells each version with who asked, who approved and what changed, page by page', async () => {
  const { ask, listed } = products;
  const { productId } = await listed();
  await ask('POST', `/${productId}/suspension`, { as: 'chen', body: { sides: ['buy'], reason: 'A trading halt.' } });
  await ask('POST', `/${productId}/resumption`, { as: 'mei', body: { reason: 'It is over.' } });
  await ask('POST', `/${productId}/approval`, { as: 'wang' });
  const first = await ask('GET', `/${productId}/history?limit=2`, { as: 'li' });
  expect(first.body).toMatchObject({
    productId,
    nextCursor: '2',
    items: [
      {
        version: 3,
        eventType: 'jinqiao.product.resumed.v1',
        lifecycle: 'listed',
        publishedBy: 'wang',
        requestedBy: 'mei',
        reason: 'It is over.',
        differences: [
          { pointer: '/lifecycle', before: 'suspended', after: 'listed' },
          { pointer: '/suspendedSides', before: ['buy'], after: [] },
          { pointer: '/lifecycleReason', before: 'A trading halt.' },
        ],
      },
      { version: 2, eventType: 'jinqiao.product.suspended.v1', publishedBy: 'chen', requestedBy: null, reason: null },
    ],
  });
  const second = await ask('GET', `/${productId}/history?limit=2&cursor=2`, { as: 'sun' });
  expect(second.body).toMatchObject({ nextCursor: null, items: [{ version: 1, publishedBy: 'chen', requestedBy: 'mei' }] });
  expect(await ask('GET', `/${productId}/history`, { as: 'olga' })).toMatchObject({ status: 200 });
});

test('the history of another institution, of nobody and with a cursor of one’s own is refused; a draft has none yet', async () => {
  const { ask, listed } = products;
  const { productId } = await listed();
  expect((await ask('GET', `/${productId}/history`, { as: 'a maker elsewhere' })).status).toBe(404);
  expect((await ask('GET', `/${productId}/history`, { as: 'ivy' })).status).toBe(403);
  for (const cursor of ['0', '-1', 'x', '99999999999999999999'])
    expect(await ask('GET', `/${productId}/history?cursor=${cursor}`, { as: 'mei' })).toMatchObject({
      status: 400,
      body: { type: expect.stringMatching(/cursor-not-valid$/) },
    });
  const draft = await ask('POST', '', { as: 'mei', body: completeDraft() });
  expect((await ask('GET', `/${draft.body.productId}/history`, { as: 'mei' })).body).toEqual({
    productId: draft.body.productId,
    items: [],
    nextCursor: null,
  });
});
