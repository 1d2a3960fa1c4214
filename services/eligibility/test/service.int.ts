import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import type { AccessClassState } from '@jinqiao/contracts/access-class-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import type { AccessState } from '@jinqiao/contracts/access-events';
import { productWithdrawn } from '@jinqiao/contracts/product-events';
import { listPublished } from '@jinqiao/contracts/scheme-events';
import type { PublishedList } from '@jinqiao/contracts/scheme-events';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { eventually } from '@jinqiao/test-kit/eventually';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { releasedLaw } from '../src/law.store.js';
import type { PublishListBody } from '../src/published-list.js';
import { publishList } from '../src/published-list.store.js';
import { anyQuestion, decideByClass, decisionOfCheck } from './any-question.js';
import { institutionEvent, institutionState, productEvent, shareState } from './known-products.js';
import { runEligibility, today } from './running-eligibility.js';
import type { RunningEligibility } from './running-eligibility.js';
import { all, bond, fund, hidden, leaving, list, share, states } from './sample-products.js';

const hongKong = { kind: 'individual', identityDocuments: ['HKID'], statuses: [] };
const mainland = { kind: 'individual', identityDocuments: ['CN_ID'], statuses: [] };

let running: RunningEligibility;
const latest = <T>(eventType: string): Map<string, T> => {
  const events = running.published.filter(({ type }) => type === eventType).sort((one, other) => one.version - other.version);
  return new Map(events.map(({ subject, data }) => [subject, data as T]));
};
const check = (body: Record<string, unknown>, { as = 'ivy', after = '' } = {}) =>
  running.ask('POST', `/eligibility/checks${after && `?after=${after}`}`, { as, body });
const productsOf = (...ids: string[]) => ids.map((productId) => ({ productId }));

/** A product and a list that a process took in before it was killed, without determining the product by the list. */
const leftBehind = uuid();
const poison = uuid();
const law = releasedLaw();
const shenzhenList: PublishListBody = { ...list, mic: 'XSHE', entries: [{ code: '000001', standing: 'full' }] };

beforeAll(async () => {
  running = await runEligibility(async (database) => {
    const state = shareState(leftBehind, '000001', { terms: { mic: 'XSHE', stockCode: '000001', board: 'MAIN' } });
    await database.applyProducts(law, [productEvent(state)]);
    await inPoolTransaction(database.pool, { actor: 'supervisor' }, (sql) =>
      publishList(sql, 'stock-connect-northbound', shenzhenList, { happenedAt: '2026-11-25T01:00:00.000Z', correlationId: 'left behind' }),
    );
  });
  await running.stream.publish([
    institutionEvent(institutionState),
    productEvent(shareState(poison, '600011', { productType: 'meteorite' })),
    ...states.map((state) => productEvent(state)),
  ]);
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
      for (const { accessClassId } of state.accesses.flatMap(({ buy, sell }) => [...buy, ...sell]))
        expect(classes.has(accessClassId)).toBe(true);
    }
    const published = [...latest<PublishedList>(listPublished.type).values()].find(({ mic }) => mic === 'XSHG');
    expect(listPublished.data.parse(published)).toMatchObject({
      version: 1,
      entries: [{ code: '600000' }, { code: '600010' }, { code: '688001' }],
    });
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

describe('what a killed process left behind', () => {
  test('is determined by the next one', async () => {
    await eventually(() => {
      const [access] = latest<AccessState>(accessDetermined.type).get(leftBehind)?.accesses ?? [];
      expect(access?.buy.map(({ to }) => to)).toEqual(['2018-12-18', null]);
    });
  });
});

describe('an event that this release cannot judge', () => {
  // A record may stand on the topic more than once: each is a letter of its own.
  test('waits as a dead letter with its reason and holds up nothing', async () => {
    await eventually(async () => {
      const { rows } = await running.database.administrator.query<{ subject: string; reason: string }>(
        'SELECT DISTINCT subject, reason FROM dead_letter',
      );
      expect(rows).toEqual([
        { subject: poison, reason: expect.stringContaining('of the type "meteorite", which this release does not know') as string },
      ]);
    });
  });
});

describe('a check', () => {
  test('finds a Hong Kong investor eligible for a listed share as of the day of the list, with the day until which that holds', async () => {
    const { status, body } = await check({ products: productsOf(share), investor: hongKong, asOf: '2018-12-04' });
    expect(status).toBe(200);
    expect(body.products[0]).toMatchObject({ productId: share, productVersion: 1, offered: true, verdict: 'eligible', orderable: true });
    expect(body.products[0]?.accesses[0]).toMatchObject({
      scheme: 'stock-connect-northbound',
      decision: 'ELIGIBLE',
      validUntil: '2018-12-18',
    });
    expect(body).toMatchObject({
      asOf: '2018-12-04',
      side: 'buy',
      lawHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      advice: expect.stringContaining('not advice'),
    });
  });

  test('refuses a Mainland individual today by the rule, with its source, and leaves a Hong Kong one undetermined for want of a current list', async () => {
    const refused = (await check({ products: productsOf(share), investor: mainland })).body;
    expect(refused['asOf']).toBe(today);
    expect(refused.products[0]).toMatchObject({ verdict: 'ineligible' });
    const reason = refused.products[0]?.accesses[0]?.reasons.find(({ outcome }) => outcome === 'refused');
    expect(reason).toMatchObject({
      id: 'SC-NB-01',
      cites: expect.arrayContaining([expect.objectContaining({ instrument: expect.anything() })]),
    });
    const open = (await check({ products: productsOf(share), investor: hongKong })).body;
    expect(open.products[0]).toMatchObject({
      verdict: 'undetermined',
      accesses: [{ decision: 'UNDETERMINED', missingFacts: ['product.schemeListing'] }],
    });
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
    expect(body.products[0]).toMatchObject({
      verdict: 'depends-on-order',
      accesses: [{ dependsOnOrder: true, missingFacts: ['trade.hostMarketHoldingPctAfter'] }],
    });
    const filled = (await check({ products: productsOf(fund), investor, trade: { hostMarketHoldingPctAfter: '79.9' } })).body;
    expect(filled.products[0]?.verdict).toBe('eligible');
  });

  test('decides as the published classes do, for any investor, product, side and day', async () => {
    const classes = latest<AccessClassState>(accessClassDetermined.type);
    const accesses = latest<AccessState>(accessDetermined.type);
    await fc.assert(
      fc.asyncProperty(anyQuestion, async (question) => {
        const { body } = await check({ products: productsOf(...all), ...question }, { as: 'ivy, an institutional investor' });
        expect(body.products).toHaveLength(all.length);
        for (const product of body.products) {
          const byClass = decideByClass(accesses.get(product.productId), classes, question);
          expect(product.accesses.map(decisionOfCheck)).toEqual(byClass);
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
    const [one, other] = body.errors;
    expect({ ...one, pointer: '', rejectedValue: '' }).toEqual({ ...other, pointer: '', rejectedValue: '' });
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
    ['ten thousand products', { products: productsOf(...Array.from({ length: 10_000 }, () => randomUUID())), investor: {} }, '/products'],
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
  const publish = (scheme: string, body: unknown, { as = 'sun', key = randomUUID() } = {}) =>
    running.ask('POST', `/schemes/${scheme}/lists`, { as, body, key });

  test('that stands already is answered with 200, and a repeated request with its first answer', async () => {
    expect(await publish('stock-connect-northbound', { ...list, entries: [...list.entries].reverse() })).toMatchObject({
      status: 200,
      body: { version: 1, productsDue: 0 },
    });
    const key = randomUUID();
    const emptyList = { ...list, day: '2020-01-02', mic: 'XSHE', entries: [] };
    const first = await publish('stock-connect-northbound', emptyList, { key });
    expect(first).toMatchObject({ status: 201, body: { version: 1, entries: 0 } });
    expect(await publish('stock-connect-northbound', emptyList, { key })).toMatchObject({ status: 201, body: first.body });
  });

  test.each([
    ['a scheme that no list decides', 'bond-connect-northbound', {}, '/schemeId'],
    ['a product type that the scheme does not carry', 'stock-connect-northbound', { productTypes: ['bond'] }, '/productTypes/0'],
    ['a code that stands twice', 'stock-connect-northbound', { entries: [...list.entries, list.entries[0]] }, '/entries/3/code'],
    ['a day that does not exist', 'stock-connect-northbound', { day: '2018-02-30' }, '/day'],
  ])('of %s is refused at its place', async (_, scheme, change, pointer) => {
    const answer = await publish(scheme, { ...list, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  test('of an unknown scheme is not found', async () => {
    expect((await publish('moon-connect', list)).status).toBe(404);
  });

  test('is published by supervisors alone', async () => {
    expect((await publish('stock-connect-northbound', list, { as: 'ivy' })).status).toBe(403);
  });
});

describe('the schemes', () => {
  test('are listed with their kinds, and each tells its rules in words with their sources', async () => {
    const { body } = await running.ask('GET', '/schemes', { as: 'ivy' });
    expect(body['items']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'stock-connect-northbound', kind: 'channel', decidedByList: 'product.schemeListing' }),
      ]),
    );
    const one = await running.ask('GET', '/schemes/stock-connect-northbound', { as: 'ivy' });
    expect(one.body['rules']).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'SC-NB-01', side: 'buy', from: '2023-07-24', to: null, decides: true })]),
    );
    expect((await running.ask('GET', '/schemes/moon-connect', { as: 'ivy' })).status).toBe(404);
  });
});
