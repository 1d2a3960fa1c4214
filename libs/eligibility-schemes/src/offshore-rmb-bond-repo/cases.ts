import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const repo: Facts = { 'product.productType': 'repo' };
const northboundInvestor: Facts = {
  'investor.kind': 'institution',
  'investor.accountMarket': 'OS',
  'investor.statuses': ['PBOC_CIBM_FILED', 'NB_BOND_CONNECT_INVESTOR'],
};
const directInvestor: Facts = { ...northboundInvestor, 'investor.statuses': ['PBOC_CIBM_FILED'] };
const settledIn = (currency: string): Facts => ({ 'trade.settlementCurrency': currency });
const withoutCash: Facts = { 'trade.settlementCurrency': null };

const foreignCurrencyCases: readonly SchemeCase[] = ['HKD', 'USD', 'EUR'].flatMap((currency): readonly SchemeCase[] => [
  {
    name: `settled in ${currency}, refused on the last day of RMB alone`,
    day: '2025-08-24',
    side: 'buy',
    facts: { ...repo, ...northboundInvestor, ...settledIn(currency) },
    decision: 'INELIGIBLE',
    because: ['REPO-02P'],
  },
  {
    name: `settled in ${currency}, accepted from the next day on`,
    day: '2025-08-25',
    side: 'buy',
    facts: { ...repo, ...northboundInvestor, ...settledIn(currency) },
    decision: 'ELIGIBLE',
    because: [],
  },
]);

/** Worked decisions of offshore RMB bond repo. */
export const cases: readonly SchemeCase[] = [
  ...foreignCurrencyCases,
  {
    name: 'settled in RMB, accepted on the last day of RMB alone',
    day: '2025-08-24',
    side: 'buy',
    facts: { ...repo, ...northboundInvestor, ...settledIn('CNY') },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'settled in RMB, accepted afterwards',
    day: '2025-08-25',
    side: 'buy',
    facts: { ...repo, ...northboundInvestor, ...settledIn('CNY') },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'the other side, settled in USD, is accepted',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...repo, ...northboundInvestor, ...settledIn('USD') },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'the other side is bound to RMB as well',
    day: '2025-08-24',
    side: 'sell',
    facts: { ...repo, ...northboundInvestor, ...settledIn('USD') },
    decision: 'INELIGIBLE',
    because: ['REPO-02P'],
  },
  {
    name: 'a repo that no currency settles is refused',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...repo, ...northboundInvestor, ...withoutCash },
    decision: 'INELIGIBLE',
    because: ['REPO-02'],
  },
  {
    name: 'a repo that no currency settles is refused from the first day of the four currencies',
    day: '2025-08-25',
    side: 'sell',
    facts: { ...repo, ...northboundInvestor, ...withoutCash },
    decision: 'INELIGIBLE',
    because: ['REPO-02'],
  },
  {
    name: 'an investor who came by CIBM Direct alone is refused',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...repo, ...directInvestor, ...settledIn('CNY') },
    decision: 'INELIGIBLE',
    because: ['REPO-01'],
  },
  {
    name: 'nor may he take the other side',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...repo, ...directInvestor, ...settledIn('CNY') },
    decision: 'INELIGIBLE',
    because: ['REPO-01'],
  },
  {
    name: 'he is refused on the first day, and for USD by two rules',
    day: '2025-02-10',
    side: 'buy',
    facts: { ...repo, ...directInvestor, ...settledIn('USD') },
    decision: 'INELIGIBLE',
    because: ['REPO-01', 'REPO-02P'],
  },
  {
    name: 'unknown statuses stay open',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...repo, 'investor.kind': 'institution', ...settledIn('CNY') },
    decision: 'UNDETERMINED',
    because: ['REPO-01'],
    missing: ['investor.statuses'],
  },
  {
    name: 'the currency is the order’s to say: eligible subject to it',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...repo, ...northboundInvestor },
    decision: 'UNDETERMINED',
    because: ['REPO-02'],
    missing: ['trade.settlementCurrency'],
    dependsOnOrder: true,
  },
  {
    name: 'the currency is the order’s to say on the last day of RMB alone',
    day: '2025-08-24',
    side: 'sell',
    facts: { ...repo, ...northboundInvestor },
    decision: 'UNDETERMINED',
    because: ['REPO-02P'],
    missing: ['trade.settlementCurrency'],
    dependsOnOrder: true,
  },
  {
    name: 'a bond is bought by another scheme',
    day: '2026-11-02',
    side: 'buy',
    facts: { 'product.productType': 'bond', ...northboundInvestor },
    decision: 'INELIGIBLE',
    because: ['product-type-not-carried'],
  },
  {
    name: 'nothing crosses the day before the start',
    day: '2025-02-09',
    side: 'buy',
    facts: { ...repo, ...northboundInvestor, ...settledIn('CNY') },
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'the first day is open',
    day: '2025-02-10',
    side: 'buy',
    facts: { ...repo, ...northboundInvestor, ...settledIn('CNY') },
    decision: 'ELIGIBLE',
    because: [],
  },
];
