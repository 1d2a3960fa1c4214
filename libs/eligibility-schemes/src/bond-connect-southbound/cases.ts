import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const dimSumBond: Facts = { 'product.productType': 'bond' };
const shanghai = (institutionClass: string): Facts => ({
  'investor.kind': 'institution',
  'investor.accountMarket': 'CN',
  'investor.institutionClass': institutionClass,
  'investor.statuses': [],
});
const insurer = shanghai('insurer');
const withStatus = (status: string): Facts => ({ ...shanghai('commercial_bank'), 'investor.statuses': [status] });
const net = (day: string, year: string): Facts => ({ 'trade.schemeDailyNetAfterCny': day, 'trade.schemeAnnualNetAfterCny': year });
const room = net('1000000000', '10000000000');
const noRoom = net('20000000000.01', '500000000000.01');

const nonBankCases: readonly SchemeCase[] = ['securities_firm', 'fund_manager', 'insurer', 'wealth_mgmt_co'].map((institutionClass) => ({
  name: `a Mainland ${institutionClass} buys on the first day of the four non-bank classes`,
  day: '2025-07-08',
  side: 'buy',
  facts: { ...dimSumBond, ...shanghai(institutionClass), ...room },
  decision: 'ELIGIBLE',
  because: [],
}));

const statusCases: readonly SchemeCase[] = ['OMO_PRIMARY_DEALER', 'QDII', 'RQDII'].flatMap((status) =>
  ['2025-07-07', '2025-07-08'].map((day) => ({
    name: `a bank with the status ${status} buys on either side of the change of classes`,
    day,
    side: 'buy' as const,
    facts: { ...dimSumBond, ...withStatus(status), ...room },
    decision: 'ELIGIBLE' as const,
    because: [],
  })),
);

/** Worked decisions of Bond Connect Southbound. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'a Shanghai insurer is refused on the last day of the banks alone',
    day: '2025-07-07',
    side: 'buy',
    facts: { ...dimSumBond, ...insurer, ...room },
    decision: 'INELIGIBLE',
    because: ['BC-SB-01P'],
  },
  {
    name: 'the insurer is refused for selling as well',
    day: '2025-07-07',
    side: 'sell',
    facts: { ...dimSumBond, ...insurer },
    decision: 'INELIGIBLE',
    because: ['BC-SB-01P'],
  },
  ...nonBankCases,
  ...statusCases,
  {
    name: 'the insurer sells from the next day on',
    day: '2025-07-08',
    side: 'sell',
    facts: { ...dimSumBond, ...insurer },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'a Mainland trust company is none of the four classes',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...shanghai('trust_company'), ...room },
    decision: 'INELIGIBLE',
    because: ['BC-SB-01'],
  },
  {
    name: 'a Mainland bank that is no primary dealer does not sell',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...dimSumBond, ...shanghai('commercial_bank') },
    decision: 'INELIGIBLE',
    because: ['BC-SB-01'],
  },
  {
    name: 'an insurer with its account in Hong Kong is no Mainland investor',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...insurer, 'investor.accountMarket': 'HK', ...room },
    decision: 'INELIGIBLE',
    because: ['BC-SB-01'],
  },
  {
    name: 'an insurer buys at exactly both limits of the quota',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...insurer, ...net('20000000000.00', '500000000000.00') },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'a cent above the daily limit is refused',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...insurer, ...net('20000000000.01', '10000000000') },
    decision: 'INELIGIBLE',
    because: ['BC-SB-02'],
  },
  {
    name: 'a cent above the yearly limit is refused',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...insurer, ...net('1000000000', '500000000000.01') },
    decision: 'INELIGIBLE',
    because: ['BC-SB-02'],
  },
  {
    name: 'selling brings money back: the quota does not bind it',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...dimSumBond, ...insurer, ...noRoom },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'a QDII stands outside the quota',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...withStatus('QDII'), ...noRoom },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'an RQDII stands outside the quota',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...withStatus('RQDII'), ...noRoom },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'a primary dealer stands inside it',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...withStatus('OMO_PRIMARY_DEALER'), ...noRoom },
    decision: 'INELIGIBLE',
    because: ['BC-SB-02'],
  },
  {
    name: 'a trust company without room is refused for two reasons',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...shanghai('trust_company'), ...noRoom },
    decision: 'INELIGIBLE',
    because: ['BC-SB-01', 'BC-SB-02'],
  },
  {
    name: 'the room left is the order’s to know: eligible subject to it',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, ...insurer },
    decision: 'UNDETERMINED',
    because: ['BC-SB-02'],
    missing: ['trade.schemeDailyNetAfterCny', 'trade.schemeAnnualNetAfterCny'],
    dependsOnOrder: true,
  },
  {
    name: 'without known statuses nobody knows whether the quota counts',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...dimSumBond, 'investor.accountMarket': 'CN', 'investor.institutionClass': 'insurer' },
    decision: 'UNDETERMINED',
    because: ['BC-SB-02'],
    missing: ['investor.statuses', 'trade.schemeDailyNetAfterCny', 'trade.schemeAnnualNetAfterCny'],
  },
  {
    name: 'a bank whose statuses are not known stays open',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...dimSumBond, 'investor.accountMarket': 'CN', 'investor.institutionClass': 'commercial_bank' },
    decision: 'UNDETERMINED',
    because: ['BC-SB-01'],
    missing: ['investor.statuses'],
  },
  {
    name: 'a share does not cross by this scheme',
    day: '2026-11-02',
    side: 'buy',
    facts: { 'product.productType': 'hk_share', ...insurer },
    decision: 'INELIGIBLE',
    because: ['product-type-not-carried'],
  },
  {
    name: 'nothing crosses the day before the start',
    day: '2021-09-23',
    side: 'buy',
    facts: { ...dimSumBond, ...withStatus('OMO_PRIMARY_DEALER'), ...room },
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'nothing is sold the day before the start',
    day: '2021-09-23',
    side: 'sell',
    facts: { ...dimSumBond, ...withStatus('OMO_PRIMARY_DEALER') },
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'a primary dealer buys on the first day',
    day: '2021-09-24',
    side: 'buy',
    facts: { ...dimSumBond, ...withStatus('OMO_PRIMARY_DEALER'), ...room },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'an insurer without room is refused twice on the first day',
    day: '2021-09-24',
    side: 'buy',
    facts: { ...dimSumBond, ...insurer, ...noRoom },
    decision: 'INELIGIBLE',
    because: ['BC-SB-01P', 'BC-SB-02'],
  },
];
