import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const asked: Facts = { 'product.productType': 'bond', 'investor.kind': 'institution', 'investor.accountMarket': 'OS' };

/** Worked decisions of Free-trade-zone offshore bond: all stay open. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'whether the issuer may offer the bond stays open',
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
    day: '2019-11-01',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['nothing-said'],
    missing: [],
  },
  {
    name: 'nothing is in force the day before',
    day: '2019-10-31',
    side: 'buy',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'nothing is in force for selling the day before either',
    day: '2019-10-31',
    side: 'sell',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'a token is no bond',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...asked, 'product.productType': 'token' },
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
