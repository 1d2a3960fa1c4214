import type { SampleProduct } from './sample-product.js';

const bond = (number: number, terms: Readonly<Record<string, unknown>>, audience = 'public'): SampleProduct => ({
  productCode: `SAMPLE-BOND-${number}`,
  productType: 'bond',
  names: { en: `Sample Bond ${number}` },
  terms,
  accesses: [{ scheme: 'bond-connect-northbound', audience }],
  offeredFrom: '2018-12-04',
});

const fund = (number: number, terms: Readonly<Record<string, unknown>>): SampleProduct => ({
  productCode: `SAMPLE-FUND-${number}`,
  productType: 'fund',
  names: { en: `Sample Fund ${number}` },
  terms,
  accesses: [{ scheme: 'mutual-recognition-of-funds', audience: 'public' }],
  offeredFrom: '2018-12-04',
});

/** Four bonds and three funds that exist nowhere but here; their names say so. The third fund is too small for mutual recognition, the fourth bond is shown to professional investors only. */
export const sampleBondsAndFunds: readonly SampleProduct[] = [
  bond(1, {}),
  bond(2, {}),
  bond(3, {}),
  bond(4, {}, 'hong-kong-professional-investor'),
  fund(1, {}),
  fund(2, {}),
  fund(3, {}),
];
