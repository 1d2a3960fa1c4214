import type { SampleProduct } from './sample-product.js';

type Terms = Readonly<Record<string, unknown>>;

const bond = (number: number, terms: Terms, audience = 'public'): SampleProduct => ({
  productCode: `SAMPLE-BOND-${number}`,
  productType: 'bond',
  names: { en: `Sample Bond ${number}` },
  terms: { currency: 'CNY', rmbMarket: 'onshore', ...terms },
  accesses: [{ scheme: 'bond-connect-northbound', audience }],
  offeredFrom: '2018-12-04',
});

const fund = (number: number, terms: Terms): SampleProduct => ({
  productCode: `SAMPLE-FUND-${number}`,
  productType: 'fund',
  names: { en: `Sample Fund ${number}` },
  terms: {
    domicile: 'HK',
    currency: 'HKD',
    inceptionOn: '2015-07-01',
    homeRegulatorAuthorised: true,
    primarilyInvestsInHostMarket: false,
    ...terms,
  },
  accesses: [{ scheme: 'mutual-recognition-of-funds', audience: 'public' }],
  offeredFrom: '2018-12-04',
});

/**
 * Four bonds and three funds that exist nowhere but here; their names say so.
 * The fourth bond is shown to professional investors only, the third fund is too small for mutual recognition.
 */
export const sampleBondsAndFunds: readonly SampleProduct[] = [
  bond(1, { isin: 'CND10000JS14', bondKind: 'government', maturesOn: '2034-09-25' }),
  bond(2, { isin: 'CND10000JS22', bondKind: 'policy_bank', maturesOn: '2031-06-30' }),
  bond(3, { isin: 'CND10000JS30', bondKind: 'corporate', maturesOn: '2029-03-15' }),
  bond(4, { isin: 'CND10000JS48', bondKind: 'financial', maturesOn: '2036-12-01' }, 'hong-kong-professional-investor'),
  fund(1, { fundClass: 'bond', fundSizeCny: '900000000.00' }),
  fund(2, { fundClass: 'mixed', fundSizeCny: '2000000000.00' }),
  fund(3, { fundClass: 'equity', fundSizeCny: '150000000.00' }),
];
