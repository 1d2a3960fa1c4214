import { difference } from '@jinqiao/semantic-difference/difference';
import { z } from 'zod';
import { productKinds } from './product-kinds.js';
import { productTypes } from './registry.js';

test('the kinds of a product are those of every product and those of its terms', () => {
  expect(productKinds('bond')).toEqual({
    '/accesses': { setBy: 'scheme' },
    '/suspendedSides': 'set',
    '/terms/couponRatePct': 'decimal',
    '/terms/issueSizeCny': 'decimal',
    '/terms/eligibleAsCollateral': 'set',
    '/terms/features': 'set',
  });
  expect(productKinds('tulip')).toEqual({ '/accesses': { setBy: 'scheme' }, '/suspendedSides': 'set' });
});

test.each(productTypes.map((productType) => [productType.id, productType] as const))(
  'every list in the terms of %s says whether its order counts',
  (_, { terms }) => {
    const { properties = {} } = z.toJSONSchema(terms, { io: 'input', unrepresentable: 'any' });
    const lists = Object.entries(properties).filter(([, schema]) => typeof schema === 'object' && schema.type === 'array');
    for (const [term, schema] of lists) expect([term, Object.keys(schema)]).toEqual([term, expect.arrayContaining(['x-unordered'])]);
  },
);

test('a number of a registration is no amount', () => {
  const [before, after] = ['1.1', '1.10'].map((registrationNumber) => ({
    terms: { registrationNumber, couponRatePct: registrationNumber },
  }));
  expect(difference(before, after, productKinds('bond')).map(({ pointer }) => pointer)).toEqual(['/terms/registrationNumber']);
});
