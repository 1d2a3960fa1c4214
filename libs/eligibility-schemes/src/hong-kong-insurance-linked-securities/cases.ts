import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const catastropheBond: Facts = { 'product.productType': 'ils' };
const institution = (institutionClass: string): Facts => ({
  'investor.kind': 'institution',
  'investor.institutionClass': institutionClass,
  'investor.vehicleFlags': [],
});
const fundManager = institution('fund_manager');
const moneyOf = (flag: string): Facts => ({ ...fundManager, 'investor.vehicleFlags': [flag] });
const paying = (usd: string): Facts => ({ 'trade.considerationUsd': usd });
const enough = paying('5000000');

const eligibleClasses = [
  'exchange_fmi',
  'licensed_corporation',
  'commercial_bank',
  'insurer',
  'fund_manager',
  'private_fund',
  'government',
  'securities_firm',
];
const classCases: readonly SchemeCase[] = eligibleClasses.map((institutionClass) => ({
  name: `an institution of the class ${institutionClass} buys`,
  day: '2026-11-02',
  side: 'buy',
  facts: { ...catastropheBond, ...institution(institutionClass), ...enough },
  decision: 'ELIGIBLE',
  because: [],
}));

const otherClasses = [
  'central_bank',
  'intl_org',
  'sovereign_fund',
  'futures_firm',
  'other_asset_manager',
  'investment_product',
  'charity',
  'endowment',
  'wealth_mgmt_co',
];
const otherClassCases: readonly SchemeCase[] = otherClasses.map((institutionClass) => ({
  name: `the class ${institutionClass} was not seen among the eligible ones`,
  day: '2026-11-02',
  side: 'buy',
  facts: { ...catastropheBond, ...institution(institutionClass), ...enough },
  decision: 'INELIGIBLE',
  because: ['ILS-01'],
}));

/** Worked decisions of insurance-linked securities. */
export const cases: readonly SchemeCase[] = [
  ...classCases,
  {
    name: 'a trust company was not seen among the eligible classes',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...catastropheBond, ...institution('trust_company'), ...enough },
    decision: 'INELIGIBLE',
    because: ['ILS-01'],
  },
  {
    name: 'a pension fund does not sell either',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...catastropheBond, ...institution('pension'), ...enough },
    decision: 'INELIGIBLE',
    because: ['ILS-01'],
  },
  {
    name: 'an individual is refused, however rich',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...catastropheBond, ...fundManager, 'investor.kind': 'individual', ...enough },
    decision: 'INELIGIBLE',
    because: ['ILS-01'],
  },
  {
    name: 'money of an MPF scheme is refused',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...catastropheBond, ...moneyOf('MPF'), ...enough },
    decision: 'INELIGIBLE',
    because: ['ILS-01'],
  },
  {
    name: 'money of an ORSO scheme is refused',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...catastropheBond, ...moneyOf('ORSO'), ...enough },
    decision: 'INELIGIBLE',
    because: ['ILS-01'],
  },
  {
    name: 'money of a retail collective scheme is refused',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...catastropheBond, ...moneyOf('RETAIL_CIS'), ...enough },
    decision: 'INELIGIBLE',
    because: ['ILS-01'],
  },
  {
    name: 'exactly USD 250,000 is enough',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...catastropheBond, ...fundManager, ...paying('250000.00') },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'a cent less than USD 250,000 is refused',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...catastropheBond, ...fundManager, ...paying('249999.99') },
    decision: 'INELIGIBLE',
    because: ['ILS-01'],
  },
  {
    name: 'whose money it is has to be known',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...catastropheBond, 'investor.kind': 'institution', 'investor.institutionClass': 'insurer', ...enough },
    decision: 'UNDETERMINED',
    because: ['ILS-01'],
    missing: ['investor.vehicleFlags'],
  },
  {
    name: 'the consideration is the order’s to say: eligible subject to it',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...catastropheBond, ...fundManager },
    decision: 'UNDETERMINED',
    because: ['ILS-01'],
    missing: ['trade.considerationUsd'],
    dependsOnOrder: true,
  },
  {
    name: 'of an institution alone nearly everything is open',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...catastropheBond, 'investor.kind': 'institution' },
    decision: 'UNDETERMINED',
    because: ['ILS-01'],
    missing: ['investor.institutionClass', 'investor.vehicleFlags', 'trade.considerationUsd'],
  },
  {
    name: 'a reinsurance treaty is no such security',
    day: '2026-11-02',
    side: 'buy',
    facts: { 'product.productType': 'reinsurance', ...fundManager, ...enough },
    decision: 'INELIGIBLE',
    because: ['product-type-not-carried'],
  },
  {
    name: 'nothing is sold to anybody the day before the start',
    day: '2021-03-28',
    side: 'buy',
    facts: { ...catastropheBond, ...fundManager, ...enough },
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'the first day is open',
    day: '2021-03-29',
    side: 'buy',
    facts: { ...catastropheBond, ...fundManager, ...enough },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'the exclusions bind from the first day',
    day: '2021-03-29',
    side: 'buy',
    facts: { ...catastropheBond, ...moneyOf('MPF'), ...enough },
    decision: 'INELIGIBLE',
    because: ['ILS-01'],
  },
  ...otherClassCases,
];
