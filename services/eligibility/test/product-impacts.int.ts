import { institutionId } from './known-products.js';
import type { RunningEligibility } from './running-eligibility.js';
import { runWithSampleProducts } from './running-with-products.js';
import { list } from './sample-products.js';

let running: RunningEligibility;
beforeAll(async () => (running = await runWithSampleProducts()));
afterAll(() => running.close());

const assess = (body: unknown, as = 'sun') => running.ask('POST', '/eligibility/product-impacts', { as, body });
const state = (stockCode: string, change: Record<string, unknown> = {}) => ({
  productType: 'a_share',
  terms: { mic: 'XSHG', stockCode, board: 'MAIN' },
  accesses: [{ scheme: 'stock-connect-northbound', audience: 'public' }],
  ...change,
});
const countAll = async () => {
  const { rows } = await running.database.administrator.query<{ kept: string }>(
    `SELECT (SELECT count(*) FROM eligibility.published_list) + (SELECT count(*) FROM eligibility.idempotency_key) + (SELECT count(*) FROM eligibility.product_version) AS kept`,
  );
  return rows[0]?.kept;
};

describe('the impact of a product’s change', () => {
  test('counts the published list of the day, and keeps nothing', async () => {
    const before = await countAll();
    const { status, body } = await assess({ before: state('600999'), after: state('600000'), asOf: list.day });
    expect(status).toBe(200);
    expect(body['archetypes']).toHaveLength(12);
    expect(body['accesses']).toContainEqual(
      expect.objectContaining({ archetype: 'hong-kong-individual', side: 'buy', from: 'ineligible', to: 'eligible', effect: 'gains' }),
    );
    expect(await countAll()).toBe(before);
  });

  test('takes a published state as it is, with the facts of its institution', async () => {
    const published = { ...state('600000'), institutionId, version: 3, offeredFrom: '2018-12-04', effectiveFrom: '2018-12-05' };
    const { body } = await assess({ after: published, asOf: list.day });
    expect(body).toMatchObject({ asOf: list.day, institutionKnown: true });
  });

  test.each([
    ['no state after', { before: state('600000') }, '/after'],
    ['a type that nobody knows', { after: state('1', { productType: 'meteorite' }) }, '/after/productType'],
    ['terms that do not fit', { after: state('1', { terms: { board: 'MOON' } }) }, '/after/terms/board'],
    [
      'a scheme that nobody knows',
      { after: state('600000', { accesses: [{ scheme: 'x', audience: 'public' }] }) },
      '/after/accesses/0/scheme',
    ],
    ['a field that nobody knows', { after: state('1', { price: '1' }) }, '/after/price'],
    ['a day that does not exist', { after: state('1'), asOf: '2026-02-30' }, '/asOf'],
  ])('with %s is refused at its place', async (_, body, pointer) => {
    const answer = await assess(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  test('is not for investors, nor about another institution’s product for its rivals', async () => {
    expect((await assess({ after: state('600000') }, 'ivy')).status).toBe(403);
    expect((await assess({ after: state('600000', { institutionId }) }, 'mara')).body.type).toContain('institution-not-yours');
    expect((await assess({ after: state('600000') }, 'mara')).status).toBe(200);
  });
});
