import type { Audience } from '@jinqiao/contracts/shapes';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { licensed, listed, syntheticLaw } from '../test/synthetic-law.js';
import { accessOfVersion } from './access-facts.js';
import type { KnownProduct } from './access-facts.js';
import { checkProduct, isVisible, validUntil } from './check.js';
import type { Law } from './law.js';
import { standingIntervals } from './list-standing.js';
import type { ProductVersion } from './product-version.js';

const gate: Scheme = { ...licensed, id: 'gate', kind: 'gate', inForceFrom: '2018-01-01' };
const law: Law = { ...syntheticLaw, schemeById: (id) => (id === gate.id ? gate : syntheticLaw.schemeById(id)) };

const version: ProductVersion = {
  version: 1,
  productType: 'a_share',
  terms: { mic: 'XSHG', stockCode: '600000', board: 'MAIN', riskRatingR: 2, listedOn: '2015-01-01' },
  accesses: [{ scheme: 'listed-channel', audience: 'public' }],
  offeredFrom: '2018-12-04',
  effectiveFrom: '2018-12-04',
  lifecycle: 'listed',
  suspendedSides: [],
};
const productOf = (...versions: ProductVersion[]): KnownProduct => ({
  productId: '019aa000-0000-7000-8000-000000000101',
  versions,
  institution: { jurisdiction: 'HK', institutionKind: 'licensed_corporation', lifecycle: 'approved', licences: [], schemeRoles: [] },
  standings: () => standingIntervals([{ day: '2018-12-04', standing: 'full' }]),
});
const question = { asOf: '2018-12-16', side: 'buy' as const, facts: { 'investor.riskToleranceC': 3 } };
const everybody: Audience[] = ['public'];

describe('a check of one product', () => {
  test('is eligible where its channel is', () => {
    expect(checkProduct(law, productOf(version), question, everybody)).toMatchObject({
      verdict: 'eligible',
      orderable: true,
      accesses: [{ decision: 'ELIGIBLE' }],
    });
  });

  test('is held back by a gate that the caller may not see, and does not show it', () => {
    const gated = { ...version, accesses: [...version.accesses, { scheme: 'gate', audience: 'institutional' as const }] };
    const checked = checkProduct(law, productOf(gated), question, everybody);
    expect(checked.verdict).toBe('ineligible');
    expect(checked.accesses.map(({ scheme }) => scheme)).toEqual(['listed-channel']);
  });

  test('leaves out a channel outside the audience, and lets it not grant', () => {
    const product = productOf({
      ...version,
      accesses: [
        { scheme: 'licensed-channel', audience: 'public' },
        { scheme: 'listed-channel', audience: 'institutional' },
      ],
    });
    expect(checkProduct(law, product, question, everybody)).toMatchObject({
      verdict: 'ineligible',
      accesses: [{ scheme: 'licensed-channel' }],
    });
  });

  test('cannot be ordered on a suspended side, from a suspended institution or from one not yet known, and stays eligible', () => {
    const suspended = { ...version, lifecycle: 'suspended' as const, suspendedSides: ['buy' as const] };
    const product = productOf(version);
    const products = [
      productOf(suspended),
      { ...product, institution: product.institution && { ...product.institution, lifecycle: 'suspended' as const } },
      { ...product, institution: undefined },
    ];
    for (const each of products)
      expect(checkProduct(law, each, question, everybody)).toMatchObject({ orderable: false, verdict: 'eligible' });
  });
});

describe('the visibility of a product', () => {
  test('follows the version in effect on the day', () => {
    const narrowed: ProductVersion = {
      ...version,
      version: 2,
      effectiveFrom: '2019-01-01',
      accesses: [{ scheme: 'listed-channel', audience: 'institutional' }],
    };
    expect(isVisible(productOf(version, narrowed), everybody, '2018-12-31')).toBe(true);
    expect(isVisible(productOf(version, narrowed), everybody, '2019-01-01')).toBe(false);
  });
});

describe('the day until which an answer holds', () => {
  const until = (asOf: string, side: 'buy' | 'sell', ...versions: ProductVersion[]) =>
    validUntil(accessOfVersion(law, productOf(version), version, listed), [version, ...versions], { asOf, side });

  test('is the last day before the next rule, the end of the list or the next version', () => {
    expect(until('2018-12-13', 'buy')).toBe('2018-12-14');
    expect(until('2018-12-16', 'buy')).toBe('2018-12-18');
    expect(until('2018-12-16', 'buy', { ...version, version: 2, effectiveFrom: '2018-12-17' })).toBe('2018-12-16');
  });

  test('is null where no such day is known', () => {
    expect(until('2019-02-01', 'sell')).toBeNull();
  });
});
