import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import type { AccessClassState } from '@jinqiao/contracts/access-class-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import type { AccessState } from '@jinqiao/contracts/access-events';
import { productWithdrawn } from '@jinqiao/contracts/product-events';
import { listPublished } from '@jinqiao/contracts/scheme-events';
import { decideResidual } from '@jinqiao/eligibility-rules/decide-residual';
import { parseFacts } from '@jinqiao/eligibility-rules/parse-facts';
import { addDays } from '@jinqiao/identifiers/day';
import { productTypeById } from '@jinqiao/product-types/registry';
import { eventually } from '@jinqiao/test-kit/eventually';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { institutionEvent, institutionState, productEvent, shareState } from './known-products.js';
import { runEligibility, today } from './running-eligibility.js';
import type { RunningEligibility } from './running-eligibility.js';

const fundTerms = productTypeById('fund')?.example.terms as Record<string, never>;
const bondTerms = productTypeById('bond')?.example.terms as Record<string, never>;
const [share, unlisted, star, fund, bond, hidden, leaving] = Array.from({ length: 7 }, () => uuid()) as [string, string, string, string, string, string, string];
const all = [share, unlisted, star, fund, bond, hidden, leaving];

const states = [
  shareState(share, '600000'),
  shareState(unlisted, '600004'),
  shareState(star, '688001', { terms: { mic: 'XSHG', stockCode: '688001', board: 'STAR' } }),
  shareState(fund, 'F1', { productType: 'fund', terms: fundTerms, accesses: [{ scheme: 'mutual-recognition-of-funds', audience: 'public' }] }),
  shareState(bond, 'B1', { productType: 'bond', terms: bondTerms, accesses: [{ scheme: 'bond-connect-northbound', audience: 'public' }] }),
  shareState(hidden, '600009', { accesses: [{ scheme: 'stock-connect-northbound', audience: 'institutional' }] }),
  shareState(leaving, '600010'),
];
const list = {
  day: '2018-12-04',
  mic: 'XSHG',
  productTypes: ['a_share'],
  entries: [
    { code: '688001', standing: 'full' },
    { code: '600000', standing: 'full' },
    { code: '600010', standing: 'sell_only' },
  ],
};
const hongKong = { kind: 'individual', identityDocuments: ['HKID'], statuses: [] };
const mainland = { kind: 'individual', identityDocuments: ['CN_ID'], statuses: [] };

let running: RunningEligibility;
const latest = <T>(eventType: string): Map<string, T> => {
  const events = running.published.filter(({ type }) => type === eventType).sort((one, other) => one.version - other.version);
  return new Map(events.map(({ subject, data }) => [subject, data as T]));
};
const check = (body: Record<string, unknown>, { as = 'ivy', after = '' } = {}) => running.ask('POST', `/eligibility/checks${after && `?after=${after}`}`, { as, body });
const productsOf = (...ids: string[]) => ids.map((productId) => ({ productId }));

beforeAll(async () => {
  running = await runEligibility();
  await running.stream.publish([institutionEvent(institutionState), ...states.map((state) => productEvent(state))]);
  const published = await running.ask('POST', '/schemes/stock-connect-northbound/lists', { as: 'sun', body: list });
  expect(published.status).toBe(201);
  const withdrawn = { ...states[6], version: 2, effectiveFrom: '2018-12-12', lifecycle: 'withdrawn' as const };
  await running.stream.publish([productEvent(withdrawn as (typeof states)[number], productWithdrawn.type)]);
  await eventually(() => {
    const accesses = latest<AccessState>(accessDetermined.type);
    expect(all.filter((id) => accesses.has(id))).toEqual(all);
    expect(accesses.get(leaving)?.productVersion).toBe(2);
    expect(accesses.get(share)?.accesses[0]?.buy.map(({ from, to }) => [from, to])).toEqual([
      ['2018-12-04', '2018-12-18'],
      ['2018-12-19', null],
    ]);
  });
});
afterAll(() => running.close());

describe('what the service publishes', () => {
  test('has the shapes of the contracts, and every class that an access names', () => {
    const classes = latest<AccessClassState>(accessClassDetermined.type);
    for (const state of classes.values()) expect(accessClassDetermined.data.parse(state)).toEqual(state);
    for (const state of latest<AccessState>(accessDetermined.type).values()) {
      expect(accessDetermined.data.parse(state)).toEqual(state);
      for (const { accessClassId } of state.accesses.flatMap(({ buy, sell }) => [...buy, ...sell])) expect(classes.has(accessClassId)).toBe(true);
    }
    const [published] = [...latest(listPublished.type).values()];
    expect(listPublished.data.parse(published)).toMatchObject({ version: 1, entries: [{ code: '600000' }, { code: '600010' }, { code: '688001' }] });
  });

  test('ends with the product: no class from the day of its withdrawal on', () => {
    const [access] = latest<AccessState>(accessDetermined.type).get(leaving)?.accesses ?? [];
    expect(access?.sell.at(-1)?.to).toBe('2018-12-11');
  });

  test('follows its cause: an access event carries the correlation and the id of the product event', () => {
    const event = running.published.find(({ type, subject }) => type === accessDetermined.type && subject === bond);
    expect(event).toMatchObject({ correlationId: `test of ${bond}`, source: '//jinqiao/eligibility' });
    expect(event?.causationId).toBeDefined();
  });
});

describe('a check', () => {
  test('finds a Hong Kong investor eligible for a listed share as of the day of the list, with the day until which that holds', async () => {
    const { status, body } = await check({ products: productsOf(share), investor: hongKong, asOf: '2018-12-04' });
    expect(status).toBe(200);
    expect(body.products[0]).toMatchObject({ productId: share, productVersion: 1, offered: true, verdict: 'eligible', orderable: true });
    expect(body.products[0]?.accesses[0]).toMatchObject({ scheme: 'stock-connect-northbound', decision: 'ELIGIBLE', validUntil: '2018-12-18' });
    expect(body).toMatchObject({ asOf: '2018-12-04', side: 'buy', lawHash: expect.stringMatching(/^[0-9a-f]{64}$/), advice: expect.stringContaining('not advice') });
  });

  test('refuses a Mainland individual today by the rule, with its source, and leaves a Hong Kong one undetermined for want of a current list', async () => {
    const refused = (await check({ products: productsOf(share), investor: mainland })).body;
    expect(refused.asOf).toBe(today);
    expect(refused.products[0]).toMatchObject({ verdict: 'ineligible' });
    const reason = refused.products[0]?.accesses[0]?.reasons.find(({ outcome }) => outcome === 'refused');
    expect(reason).toMatchObject({ id: 'SC-NB-01', cites: expect.arrayContaining([expect.objectContaining({ instrument: expect.anything() })]) });
    const open = (await check({ products: productsOf(share), investor: hongKong })).body;
    expect(open.products[0]).toMatchObject({ verdict: 'undetermined', accesses: [{ decision: 'UNDETERMINED', missingFacts: ['product.schemeListing'] }] });
  });

  test('answers each product in the order asked, those no longer or not yet offered too', async () => {
    const { body } = await check({ products: productsOf(leaving, share, leaving), investor: hongKong, asOf: '2018-12-12', side: 'sell' });
    expect(body.products.map(({ productId, offered }) => [productId, offered])).toEqual([
      [leaving, false],
      [share, true],
      [leaving, false],
    ]);
    expect(body.products[0]).toMatchObject({ verdict: 'ineligible', orderable: false, accesses: [] });
    const before = (await check({ products: productsOf(share), investor: hongKong, asOf: '2018-12-03' })).body;
    expect(before.products[0]).toMatchObject({ offered: false, accesses: [] });
  });

  test('depends on the order where only facts of the order are missing', async () => {
    const investor = { kind: 'individual', accountMarket: 'CN' };
    const { body } = await check({ products: productsOf(fund), investor, asOf: '2026-11-25' });
    expect(body.products[0]).toMatchObject({ verdict: 'depends-on-order', accesses: [{ dependsOnOrder: true, missingFacts: ['trade.hostMarketHoldingPctAfter'] }] });
    const filled = (await check({ products: productsOf(fund), investor, trade: { hostMarketHoldingPctAfter: '79.9' } })).body;
    expect(filled.products[0]?.verdict).toBe('eligible');
  });

  test('decides as the published classes do, for any investor, product, side and day', async () => {
    const classes = latest<AccessClassState>(accessClassDetermined.type);
    const accesses = latest<AccessState>(accessDetermined.type);
    const anyInvestor = fc.record(
      {
        kind: fc.constantFrom('individual', 'institution'),
        identityDocuments: fc.subarray(['CN_ID', 'HKID', 'HK_PR_ID', 'CN_PASSPORT']),
        registeredIn: fc.constantFrom('CN', 'HK', 'LU'),
        accountMarket: fc.constantFrom('CN', 'HK', 'OS'),
        institutionClass: fc.constantFrom('fund_manager', 'insurer', 'private_fund'),
        statuses: fc.subarray(['HK_IPI', 'PBOC_CIBM_FILED']),
        hasLegacyNorthboundBcan: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const anyTrade = fc.option(fc.record({ hostMarketHoldingPctAfter: fc.constantFrom('49', '50.01', '81') }), { nil: undefined });
    const aroundTheList = fc.integer({ min: -2, max: 20 }).map((n) => addDays('2018-12-04', n));
    const anyDay = fc.oneof(aroundTheList, fc.constantFrom('2020-03-01', '2020-03-02', '2022-08-01', '2023-07-24', '2024-12-31', '2025-01-01', '2026-11-25'));
    await fc.assert(
      fc.asyncProperty(anyInvestor, anyTrade, anyDay, fc.constantFrom('buy' as const, 'sell' as const), async (investor, trade, asOf, side) => {
        const parsed = parseFacts({ investor, trade }, ['investor', 'trade'], '');
        if (!('facts' in parsed)) throw new Error(JSON.stringify(parsed.errors));
        const { body } = await check({ products: productsOf(...all), investor, ...(trade && { trade }), asOf, side }, { as: 'ivy, an institutional investor' });
        for (const product of body.products) {
          const byClass = (accesses.get(product.productId)?.accesses ?? []).flatMap(({ scheme, [side]: intervals }) =>
            intervals
              .filter(({ from, to }) => from <= asOf && (to === null || asOf <= to))
              .map(({ accessClassId }) => {
                const { decision, refused, dependsOnOrder, missingFacts } = decideResidual(classes.get(accessClassId)?.residuals ?? [], parsed.facts, asOf);
                return { scheme, decision, refused, dependsOnOrder, missingFacts: [...missingFacts].sort() };
              }),
          );
          const direct = product.accesses.map(({ scheme, decision, reasons, dependsOnOrder, missingFacts }) => ({
            scheme,
            decision,
            refused: reasons.filter(({ outcome }) => outcome === 'refused').map(({ id }) => id),
            dependsOnOrder,
            missingFacts: [...missingFacts].sort(),
          }));
          expect(direct).toEqual(byClass);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('shows nothing of a product outside the audience, exactly as of one that does not exist', async () => {
    const nobody = uuid();
    const { status, body } = await check({ products: productsOf(share, hidden, nobody), investor: hongKong });
    expect(status).toBe(404);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(['/products/1/productId', '/products/2/productId']);
    const [one, other] = body.errors.map(({ rejectedValue: _, pointer: __, ...rest }) => rest);
    expect(one).toEqual(other);
    expect((await check({ products: productsOf(hidden), investor: hongKong }, { as: 'ivy, an institutional investor' })).status).toBe(200);
  });

  test('waits for the version that a write promised, and says so when it has not come', async () => {
    const arrived = await check({ products: productsOf(leaving), investor: hongKong }, { after: `product:${leaving}@2` });
    expect(arrived.body).not.toHaveProperty('stale');
    const late = await check({ products: productsOf(share), investor: hongKong }, { after: `product:${share}@9` });
    expect(late).toMatchObject({ status: 200, body: { stale: true } });
    expect((await check({ products: productsOf(share), investor: hongKong }, { after: 'soon' })).body.errors[0]?.pointer).toBe('/after');
  });

  test.each([
    ['no product', { products: [], investor: {} }, '/products'],
    ['more than a hundred products', { products: productsOf(...Array.from({ length: 101 }, () => randomUUID())), investor: {} }, '/products'],
    ['an id that is none', { products: productsOf('x'), investor: {} }, '/products/0/productId'],
    ['a day that does not exist', { products: productsOf(share), investor: {}, asOf: '2018-02-30' }, '/asOf'],
    ['a field that nobody knows', { products: productsOf(share), investor: {}, product: { board: 'STAR' } }, '/product'],
    ['a fact that does not exist', { products: productsOf(share), investor: { knd: 'individual' } }, '/investor/knd'],
    ['a fact of another form', { products: productsOf(share), investor: { kind: 7 } }, '/investor/kind'],
  ])('with %s is refused at its place', async (_, body, pointer) => {
    const answer = await check(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((fault) => fault.pointer)).toEqual([pointer]);
  });
});

describe('a list', () => {
  const publish = (scheme: string, body: unknown, { as = 'sun', key = randomUUID() } = {}) => running.ask('POST', `/schemes/${scheme}/lists`, { as, body, key });

  test('that stands already is answered with 200, and a repeated request with its first answer', async () => {
    expect(await publish('stock-connect-northbound', { ...list, entries: [...list.entries].reverse() })).toMatchObject({ status: 200, body: { version: 1, productsDue: 0 } });
    const key = randomUUID();
    const emptyList = { ...list, mic: 'XSHE', entries: [] };
    const first = await publish('stock-connect-northbound', emptyList, { key });
    expect(first).toMatchObject({ status: 201, body: { version: 1, entries: 0 } });
    expect(await publish('stock-connect-northbound', emptyList, { key })).toMatchObject({ status: 201, body: first.body });
  });

  test.each([
    ['an unknown scheme', 'moon-connect', list, 404, []],
    ['a scheme that no list decides', 'bond-connect-northbound', list, 400, ['/schemeId']],
    ['a product type that the scheme does not carry', 'stock-connect-northbound', { ...list, productTypes: ['bond'] }, 400, ['/productTypes/0']],
    ['a code that stands twice', 'stock-connect-northbound', { ...list, entries: [...list.entries, list.entries[0]] }, 400, ['/entries/3/code']],
    ['a day that does not exist', 'stock-connect-northbound', { ...list, day: '2018-02-30' }, 400, ['/day']],
  ])('of %s is refused at its place', async (_, scheme, body, status, pointers) => {
    const answer = await publish(scheme, body);
    expect(answer.status).toBe(status);
    expect((answer.body.errors ?? []).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test('is published by supervisors alone', async () => {
    expect((await publish('stock-connect-northbound', list, { as: 'ivy' })).status).toBe(403);
  });
});

describe('the schemes', () => {
  test('are listed with their kinds, and each tells its rules in words with their sources', async () => {
    const { body } = await running.ask('GET', '/schemes', { as: 'ivy' });
    expect(body['items']).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'stock-connect-northbound', kind: 'channel', decidedByList: 'product.schemeListing' })]));
    const one = await running.ask('GET', '/schemes/stock-connect-northbound', { as: 'ivy' });
    expect(one.body['rules']).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'SC-NB-01', side: 'buy', from: '2023-07-24', to: null, decides: true })]));
    expect((await running.ask('GET', '/schemes/moon-connect', { as: 'ivy' })).status).toBe(404);
  });
});
