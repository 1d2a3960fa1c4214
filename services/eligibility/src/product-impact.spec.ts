import { pointerTo } from '@jinqiao/problem-details/field-errors';
import { schemeById, schemes } from '@jinqiao/eligibility-schemes/registry';
import { productTypeById } from '@jinqiao/product-types/registry';
import { archetypes } from './archetypes.js';
import { standingIntervals } from './list-standing.js';
import type { Law } from './law.js';
import { effectOf, productImpact } from './product-impact.js';
import { asKnownProduct, stateFaults } from './product-impact.api.js';
import type { StateOfProduct } from './product-impact.api.js';

const law: Law = { schemes, schemeById, productTypeById, hash: 'test' };
const asOf = '2026-11-25';
const surroundings = { institution: undefined, standings: () => standingIntervals([{ day: '2026-11-20', standing: 'full' as const }]) };

const share = (change: Partial<StateOfProduct> = {}): StateOfProduct => ({
  productType: 'a_share',
  terms: { mic: 'XSHG', stockCode: '600000', board: 'MAIN' },
  accesses: [{ scheme: 'stock-connect-northbound', audience: 'public' }],
  ...change,
});
const impact = (before: StateOfProduct | undefined, after: StateOfProduct) =>
  productImpact(
    law,
    { before: before && asKnownProduct(before, asOf, surroundings), after: asKnownProduct(after, asOf, surroundings) },
    archetypes,
    asOf,
  );

describe('the effect of a change on one investor', () => {
  test.each([
    ['not-offered', 'eligible', 'gains'],
    ['ineligible', 'depends-on-order', 'gains'],
    ['depends-on-order', 'eligible', 'gains'],
    ['eligible', 'depends-on-order', 'becomes-order-dependent'],
    ['eligible', 'ineligible', 'loses'],
    ['depends-on-order', 'not-offered', 'loses'],
    ['eligible', 'undetermined', 'becomes-undetermined'],
    ['ineligible', 'undetermined', 'becomes-undetermined'],
    ['undetermined', 'ineligible', 'becomes-ineligible'],
    ['undetermined', 'eligible', 'gains'],
    ['ineligible', 'not-offered', 'unchanged'],
    ['not-in-force', 'ineligible', 'unchanged'],
    ['eligible', 'eligible', 'unchanged'],
  ] as const)('from %s to %s: %s', (from, to, effect) => {
    expect(effectOf(from, to)).toBe(effect);
  });
});

describe('the impact of a product’s change', () => {
  test('is nothing where nothing changes', () => {
    expect(impact(share(), share())).toMatchObject({ products: [], accesses: [], unchangedAccesses: 24 });
  });

  test('names who loses a share that moves to the STAR board, by which rule, and leaves the professional in', () => {
    const { accesses } = impact(share(), share({ terms: { mic: 'XSHG', stockCode: '688001', board: 'STAR' } }));
    const ofBuying = (archetype: string) => accesses.find((each) => each.archetype === archetype && each.side === 'buy');
    expect(ofBuying('hong-kong-individual')).toMatchObject({ scheme: 'stock-connect-northbound', effect: 'loses', from: 'eligible' });
    expect(ofBuying('hong-kong-individual')?.decidesAfter).toEqual([expect.objectContaining({ outcome: 'refused', source: 'rule' })]);
    expect(ofBuying('hong-kong-professional-individual')).toBeUndefined();
    expect(ofBuying('shanghai-individual')).toBeUndefined();
  });

  test('of a new product is what all archetypes stand to afterwards', () => {
    const { counts, products } = impact(undefined, share());
    expect(products.find(({ archetype, side }) => archetype === 'hong-kong-individual' && side === 'buy')).toMatchObject({
      from: 'not-offered',
      to: 'eligible',
      effect: 'gains',
    });
    expect(Object.values(counts.buy).reduce((sum, count) => sum + count)).toBe(archetypes.length);
  });

  test('of a withdrawal and of an access taken away is a loss', () => {
    const withdrawn = impact(share(), share({ lifecycle: 'withdrawn' }));
    const taken = impact(share(), share({ accesses: [] }));
    expect(withdrawn.counts.buy.loses).toBeGreaterThan(0);
    expect(taken.counts).toEqual(withdrawn.counts);
    expect(taken.accesses).toContainEqual(expect.objectContaining({ to: 'not-offered', effect: 'loses', decidesAfter: [] }));
  });
});

describe('a state', () => {
  test('of an unknown type, with unknown schemes or terms that do not fit, is refused at its places', () => {
    const places = (state: StateOfProduct) => stateFaults(law, state, 'after').map(({ path = [] }) => pointerTo(path));
    expect(places(share({ productType: 'meteorite' }))).toEqual(['/after/productType']);
    expect(places(share({ terms: { board: 'MOON' } }))).toEqual(['/after/terms/board']);
    expect(places(share({ accesses: [{ scheme: 'moon-connect', audience: 'public' }] }))).toEqual(['/after/accesses/0/scheme']);
    expect(places(share({ terms: {} }))).toEqual([]);
  });
});
