import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const asked: Facts = { 'product.productType': 'bond', 'investor.kind': 'institution' };

/** Worked decisions of Technology innovation bond: all stay open. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'whether a bond bears the label stays open: not even the first day is confirmed',
    day: '2026-11-02',
    side: 'buy',
    facts: asked,
    decision: 'UNDETERMINED',
    because: ['start-day-not-confirmed', 'nothing-said'],
    missing: [],
  },
  {
    name: 'selling it stays open as well',
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
    name: 'a fund bears no such label',
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
