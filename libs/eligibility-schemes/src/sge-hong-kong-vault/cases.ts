import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const asked: Facts = { 'product.productType': 'gold_contract', 'investor.kind': 'institution', 'investor.accountMarket': 'HK' };

/** Worked decisions of SGE Hong Kong vault contracts (iPAu99.99HK, iPAu99.5HK): all stay open. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'an institution in Hong Kong stays open: the tests for members were not found',
    day: '2026-11-02',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['nothing-said'],
    missing: [],
  },
  {
    name: 'selling stays open as well',
    day: '2026-11-02',
    side: 'sell',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['nothing-said'],
    missing: [],
  },
  {
    name: 'the first day stays open',
    day: '2025-06-26',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['nothing-said'],
    missing: [],
  },
  {
    name: 'nothing is in force the day before',
    day: '2025-06-25',
    side: 'buy',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'nothing is in force for selling the day before either',
    day: '2025-06-25',
    side: 'sell',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'a bond is no gold contract',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...asked, 'product.productType': 'bond' },
    decision: 'INELIGIBLE',
    because: ['product-type-not-carried'],
  },
  {
    name: 'a product whose type is not known stays open as well',
    day: '2026-11-02',
    side: 'sell',
    facts: { 'investor.kind': 'institution' },
    decision: 'UNDETERMINED',
    because: ['product-type-not-carried', 'nothing-said'],
    missing: ['product.productType'],
  },
];
