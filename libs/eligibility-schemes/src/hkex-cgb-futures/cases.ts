import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const future: Facts = { 'product.productType': 'future' };
const accountIn = (market: string): Facts => ({ 'investor.kind': 'individual', 'investor.accountMarket': market, 'investor.statuses': [] });

/** Worked decisions of the five-year Chinese government bond futures. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'a client in Hong Kong buys without any filing',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...future, ...accountIn('HK') },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'a client overseas sells without any filing',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...future, ...accountIn('OS') },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'an account on the Mainland is refused: its access is not described',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...future, ...accountIn('CN') },
    decision: 'INELIGIBLE',
    because: ['FUT-01'],
  },
  {
    name: 'it is refused for selling as well',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...future, ...accountIn('CN') },
    decision: 'INELIGIBLE',
    because: ['FUT-01'],
  },
  {
    name: 'a client whose account is not known stays open',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...future, 'investor.kind': 'institution' },
    decision: 'UNDETERMINED',
    because: ['FUT-01'],
    missing: ['investor.accountMarket'],
  },
  {
    name: 'the bond itself is bought by another scheme',
    day: '2026-11-02',
    side: 'buy',
    facts: { 'product.productType': 'bond', ...accountIn('HK') },
    decision: 'INELIGIBLE',
    because: ['product-type-not-carried'],
  },
  {
    name: 'nothing is traded the day before the planned start',
    day: '2026-08-02',
    side: 'buy',
    facts: { ...future, ...accountIn('HK') },
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'nothing is sold the day before the planned start',
    day: '2026-08-02',
    side: 'sell',
    facts: { ...future, ...accountIn('HK') },
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'the planned first day is open',
    day: '2026-08-03',
    side: 'buy',
    facts: { ...future, ...accountIn('HK') },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'an account on the Mainland is refused on the planned first day',
    day: '2026-08-03',
    side: 'sell',
    facts: { ...future, ...accountIn('CN') },
    decision: 'INELIGIBLE',
    because: ['FUT-01'],
  },
];
