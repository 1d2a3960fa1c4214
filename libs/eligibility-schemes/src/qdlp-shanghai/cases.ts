import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const asked: Facts = {
  'product.productType': 'private_fund',
  'investor.kind': 'individual',
  'investor.householdFinancialAssetsCny': '9000000',
};

/** Worked decisions of Shanghai QDLP: all stay open. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'a rich individual stays open: first day and thresholds were not found',
    day: '2026-11-02',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['start-day-not-confirmed', 'nothing-said'],
    missing: [],
  },
  {
    name: 'selling stays open as well',
    day: '2026-11-02',
    side: 'sell',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['start-day-not-confirmed', 'nothing-said'],
    missing: [],
  },
  {
    name: 'it stays open on any day, for want of a first one',
    day: '2010-01-01',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['start-day-not-confirmed', 'nothing-said'],
    missing: [],
  },
  {
    name: 'a public fund is no private one',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...asked, 'product.productType': 'fund' },
    decision: 'INELIGIBLE',
    because: ['product-type-not-carried'],
  },
  {
    name: 'a product whose type is not known stays open as well',
    day: '2026-11-02',
    side: 'sell',
    facts: { 'investor.kind': 'institution' },
    decision: 'UNDETERMINED',
    because: ['product-type-not-carried', 'start-day-not-confirmed', 'nothing-said'],
    missing: ['product.productType'],
  },
];
