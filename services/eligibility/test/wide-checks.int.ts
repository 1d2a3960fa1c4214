import { randomUUID } from 'node:crypto';
import type { RunningEligibility } from './running-eligibility.js';
import { runWithSampleProducts } from './running-with-products.js';
import { all, fund, hidden, list, share, star } from './sample-products.js';

const hongKong = { kind: 'individual', identityDocuments: ['HKID'], statuses: [] };

let running: RunningEligibility;
beforeAll(async () => (running = await runWithSampleProducts()));
afterAll(() => running.close());

const check = (body: Record<string, unknown>, as = 'ivy') => running.ask('POST', '/eligibility/checks', { as, body });
const productsOf = (...ids: string[]) => ids.map((productId) => ({ productId }));
const visible = all.filter((id) => id !== hidden);

describe('a check of many products', () => {
  test('answers a thousand at once, in the order asked, for both sides', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => visible[index % visible.length] as string);
    const { status, body } = await check({ products: productsOf(...ids), investor: hongKong, side: 'both', asOf: list.day });
    expect(status).toBe(200);
    expect(body.products.map(({ productId }) => productId)).toEqual(ids);
    expect(body.products[0]).toMatchObject({
      offered: true,
      buy: { verdict: 'eligible' },
      sell: { accesses: [{ decision: expect.any(String) as string }] },
    });
  });

  test('of ten thousand is refused with the limit', async () => {
    const { status, body } = await check({ products: productsOf(...Array.from({ length: 10_000 }, () => randomUUID())), investor: {} });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      expect.objectContaining({ pointer: '/products', detail: 'One request takes at most 1000 products, not 10000. Send them in parts.' }),
    ]);
  });

  test.each([
    ['whatIf', { whatIf: true }],
    ['alternatives', { alternatives: 3 }],
  ])('takes fewer of them with %s, and says how many', async (_, inDepth) => {
    const { status, body } = await check({ products: productsOf(...Array.from({ length: 11 }, () => share)), investor: {}, ...inDepth });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      expect.objectContaining({ pointer: '/products', detail: expect.stringContaining('at most 10 products') as string }),
    ]);
  });

  test('shows the schemes asked for, and refuses one that nobody knows', async () => {
    const asked = { products: productsOf(share, fund), investor: hongKong, asOf: list.day };
    const { body } = await check({ ...asked, schemes: ['mutual-recognition-of-funds'] });
    expect(body.products.map(({ accesses, verdict }) => [accesses.length, verdict])).toEqual([
      [0, 'eligible'],
      [1, expect.any(String)],
    ]);
    expect((await check({ ...asked, schemes: ['moon-connect'] })).body.errors[0]?.pointer).toBe('/schemes/0');
  });
});

describe('a check in depth', () => {
  const starDay = '2024-01-02';
  test('names what the investor could change for a share on the STAR board', async () => {
    await running.ask('POST', '/schemes/stock-connect-northbound/lists', { as: 'sun', body: { ...list, day: starDay } });
    const { body } = await check({ products: productsOf(star), investor: hongKong, asOf: starDay, whatIf: true });
    expect(body.products[0]).toMatchObject({
      verdict: 'ineligible',
      accesses: [{ whatIf: { sets: [[{ fact: 'investor.statuses', to: ['HK_IPI'] }]], exhausted: true } }],
    });
  });

  test('offers eligible shares instead, and none that the caller may not see', async () => {
    const { body } = await check({ products: productsOf(star, share), investor: hongKong, asOf: starDay, alternatives: 5 });
    const offered = body.products[0] as unknown as { alternatives: { products: { productId: string; verdict: string }[] } };
    expect(offered.alternatives.products).toContainEqual(expect.objectContaining({ productId: share, verdict: 'eligible' }));
    expect(offered.alternatives.products.map(({ productId }) => productId)).not.toContain(hidden);
    expect(body.products[1]).not.toHaveProperty('alternatives');
  });
});
