import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const asked: Facts = { 'product.productType': 'insurance', 'investor.kind': 'individual', 'investor.identityDocuments': ['CN_ID'] };

/** Worked decisions of Insurance for innovative drugs and devices: all stay open. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'a Shanghai resident stays open: the entry terms were not found',
    day: '2026-11-02',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['nothing-said'],
    missing: [],
  },
  {
    name: 'giving the cover up stays open as well',
    day: '2026-11-02',
    side: 'sell',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['nothing-said'],
    missing: [],
  },
  {
    name: 'the first day stays open',
    day: '2026-01-01',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['nothing-said'],
    missing: [],
  },
  {
    name: 'nothing is in force the day before',
    day: '2025-12-31',
    side: 'buy',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'nothing is in force for selling the day before either',
    day: '2025-12-31',
    side: 'sell',
    facts: asked,
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'a reinsurance treaty covers no patient',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...asked, 'product.productType': 'reinsurance' },
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
