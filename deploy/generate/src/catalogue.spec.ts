import { isDeepStrictEqual } from 'node:util';
import { ProductState } from '@jinqiao/contracts/product-events';
import { schemeById, schemes } from '@jinqiao/eligibility-schemes/registry';
import { productTypeById, productTypes } from '@jinqiao/product-types/registry';
import fc from 'fast-check';
import { carriedPairs } from './accesses.js';
import { catalogue } from './catalogue.js';
import { edgesOf } from './edge-values.js';
import { readOptions, sizeOf } from './options.js';

const seeds = fc.integer({ min: 0, max: 999_999_999 });
const several = [...catalogue({ products: 3_000, seed: 1 })];

/** The share of all that the ten most frequent have. */
const shareOfTen = (values: readonly string[]): number => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = [...counts.values()].sort((a, b) => b - a).slice(0, 10);
  return most.reduce((sum, count) => sum + count, 0) / values.length;
};

describe('a generated catalogue', () => {
  test('holds products that the contract takes, with terms that fit their type and schemes that carry it, whatever the seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const faulty = [...catalogue({ products: 200, seed })].filter((product) => {
          const type = productTypeById(product.productType);
          return !(
            isDeepStrictEqual(ProductState.parse(product), product) &&
            type?.terms.safeParse(product.terms).success === true &&
            product.accesses.every(({ scheme }) => schemeById(scheme)?.productTypes.includes(product.productType)) &&
            product.effectiveFrom >= product.offeredFrom
          );
        });
        expect(faulty).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('is the same for the same seed and another for another', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const texts = (of: number): string => JSON.stringify([...catalogue({ products: 150, seed: of })]);
        expect(texts(seed)).toBe(texts(seed));
        expect(texts(seed)).not.toBe(texts(seed + 1));
      }),
      { numRuns: 3 },
    );
  });

  test('has every product type and every scheme, each scheme with each type that it carries', () => {
    expect(new Set(several.map(({ productType }) => productType))).toEqual(new Set(productTypes.map(({ id }) => id)));
    const pairs = new Set(several.flatMap(({ productType, accesses }) => accesses.map(({ scheme }) => `${scheme}/${productType}`)));
    expect([...pairs].sort()).toEqual(carriedPairs.map(({ scheme, productType }) => `${scheme.id}/${productType}`).sort());
    expect(new Set(carriedPairs.map(({ scheme }) => scheme.id)).size).toBe(schemes.length);
  });

  test('gives every product an id and a code of its own', () => {
    expect(new Set(several.map(({ productId }) => productId)).size).toBe(several.length);
    expect(new Set(several.map(({ productCode }) => productCode)).size).toBe(several.length);
  });

  test('is uneven: ten of all issuers have more than half of the products', () => {
    expect(shareOfTen(several.map(({ institutionId }) => institutionId))).toBeGreaterThan(0.5);
  });

  test('never sends a Mainland listing southbound nor a Hong Kong listing northbound', () => {
    const listed = several.filter(({ productType }) => ['etf', 'a_share', 'hk_share'].includes(productType));
    const wrong = listed.flatMap(({ terms, accesses }) => {
      const against = terms['mic'] === 'XHKG' ? 'northbound' : 'southbound';
      return accesses.filter(({ scheme }) => schemeById(scheme)?.direction === against);
    });
    expect(wrong).toEqual([]);
  });
});

describe('edge values', () => {
  test('are the limit of a rule and its neighbours', () => {
    expect(edgesOf('product.averageAum6mCny', '2026-11-25')).toEqual(['499999999.99', '500000000.00', '500000000.01']);
    expect(edgesOf('product.distributorRiskRating', '2026-11-25')).toEqual([3, 4, 5]);
    expect(edgesOf('product.bondRegisteredOn', '2026-11-25')).toEqual(['2025-09-30', '2025-10-01', '2025-10-02']);
  });
  test('are days where the limit is of an age: six months after the listing, a day before and a day after', () => {
    expect(edgesOf('product.listedOn', '2026-11-25')).toEqual(['2026-05-24', '2026-05-25', '2026-05-26']);
  });
  test('occur in a catalogue', () => {
    const days = new Set(several.map(({ terms }) => terms['listedOn']));
    expect(days).toContain('2026-05-25');
    expect(new Set(several.map(({ terms }) => terms['averageAum6mHkd']))).toContain('1699999999.99');
  });
});

describe('the command line', () => {
  test('takes sizes as people write them', () => {
    expect([sizeOf('500'), sizeOf('10k'), sizeOf('1m')]).toEqual([500, 10_000, 1_000_000]);
    expect(readOptions(['--products', '100k', '--seed', '7'])).toEqual({ products: 100_000, seed: 7, out: undefined });
  });
  test.each([
    ['--products', '0'],
    ['--products', '11m'],
    ['--products', 'many'],
    ['--seed', '1.5'],
    ['--seed', '-1'],
    ['--moon', 'full'],
  ])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow();
  });
});
