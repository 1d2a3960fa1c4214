import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const asked: Facts = { 'product.productType': 'gold_contract', 'investor.kind': 'individual', 'investor.accountMarket': 'OS' };

/** Worked decisions of Shanghai Gold Exchange International Board: all stay open. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'an overseas individual stays open: the tests for customers are not confirmed',
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
    day: '2014-09-18',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['nothing-said'],
    missing: [],
  },
  {
    name: 'nothing is in force the day before',
    day: '2014-09-17',
    side: 'buy',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'nothing is in force for selling the day before either',
    day: '2014-09-17',
    side: 'sell',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'a bond future is no gold contract',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...asked, 'product.productType': 'future' },
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
