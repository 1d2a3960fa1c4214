import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const asked: Facts = { 'product.productType': 'a_share', 'investor.kind': 'institution', 'investor.accountMarket': 'OS' };

/** Worked decisions of Qualified Foreign Investor (QFII/RQFII): all stay open. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'an overseas institution stays open: no fact says whether it holds the licence',
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
    day: '2020-11-01',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['nothing-said'],
    missing: [],
  },
  {
    name: 'nothing is in force the day before',
    day: '2020-10-31',
    side: 'buy',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'nothing is in force for selling the day before either',
    day: '2020-10-31',
    side: 'sell',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'a loan does not cross by this scheme',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...asked, 'product.productType': 'loan' },
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
