import { versionInEffect, versionOffered } from './product-version.js';
import type { ProductVersion } from './product-version.js';

const listed: ProductVersion = {
  version: 1,
  productType: 'a_share',
  terms: {},
  accesses: [{ scheme: 'stock-connect-northbound', audience: 'public' }],
  offeredFrom: '2018-12-04',
  effectiveFrom: '2018-12-04',
  lifecycle: 'listed',
  suspendedSides: [],
};
const versionOf = (version: number, effectiveFrom: string, change: Partial<ProductVersion> = {}): ProductVersion => ({
  ...listed,
  ...change,
  version,
  effectiveFrom,
});

describe('the version of a product in effect on a day', () => {
  test('is none before the first one', () => {
    expect(versionInEffect([listed], '2018-12-03')).toBeUndefined();
  });

  test('is the highest whose day has come, even when it reaches back behind an earlier one', () => {
    const versions = [listed, versionOf(2, '2019-03-01'), versionOf(3, '2019-02-01')];
    expect(versionInEffect(versions, '2019-01-31')?.version).toBe(1);
    expect(versionInEffect(versions, '2019-02-01')?.version).toBe(3);
    expect(versionInEffect(versions, '2019-03-01')?.version).toBe(3);
  });
});

describe('the version by which a product is offered', () => {
  test('is none from the day on which a withdrawal takes effect, and the days before still answer', () => {
    const versions = [listed, versionOf(2, '2019-02-01', { lifecycle: 'withdrawn' })];
    expect(versionOffered(versions, '2019-01-31')?.version).toBe(1);
    expect(versionOffered(versions, '2019-02-01')).toBeUndefined();
  });

  test('is there while an order is suspended: a suspension does not end the offer', () => {
    const versions = [listed, versionOf(2, '2019-02-01', { lifecycle: 'suspended', suspendedSides: ['buy'] })];
    expect(versionOffered(versions, '2019-02-01')?.version).toBe(2);
  });

  test('is none before an amended first day', () => {
    const versions = [listed, versionOf(2, '2018-12-04', { offeredFrom: '2018-12-10' })];
    expect(versionOffered(versions, '2018-12-09')).toBeUndefined();
    expect(versionOffered(versions, '2018-12-10')?.version).toBe(2);
  });
});
