import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const governmentBond: Facts = { 'product.productType': 'bond' };
const luxembourgManager: Facts = {
  'investor.kind': 'institution',
  'investor.accountMarket': 'OS',
  'investor.institutionClass': 'fund_manager',
  'investor.statuses': ['PBOC_CIBM_FILED', 'NB_BOND_CONNECT_INVESTOR'],
};
const notFiled: Facts = { ...luxembourgManager, 'investor.statuses': ['NB_BOND_CONNECT_INVESTOR'] };
const hongKongIndividual: Facts = {
  'investor.kind': 'individual',
  'investor.accountMarket': 'HK',
  'investor.statuses': [],
  'investor.portfolioHkd': '50000000',
};
const mainlandBank: Facts = { ...luxembourgManager, 'investor.accountMarket': 'CN', 'investor.institutionClass': 'commercial_bank' };

const ofClass = (institutionClass: string): Facts => ({
  ...governmentBond,
  ...luxembourgManager,
  'investor.institutionClass': institutionClass,
});
const eligibleClasses = [
  'central_bank',
  'intl_org',
  'sovereign_fund',
  'commercial_bank',
  'insurer',
  'securities_firm',
  'fund_manager',
  'futures_firm',
  'trust_company',
  'other_asset_manager',
  'investment_product',
  'pension',
  'charity',
  'endowment',
];
const classCases: readonly SchemeCase[] = eligibleClasses.map((institutionClass) => ({
  name: `an overseas investor of the class ${institutionClass} buys`,
  day: '2026-11-02',
  side: 'buy',
  facts: ofClass(institutionClass),
  decision: 'ELIGIBLE',
  because: [],
}));
const otherClassCases: readonly SchemeCase[] = ['wealth_mgmt_co', 'exchange_fmi', 'licensed_corporation', 'government'].map(
  (institutionClass) => ({
    name: `the class ${institutionClass} is not on the list`,
    day: '2026-11-02',
    side: 'sell',
    facts: ofClass(institutionClass),
    decision: 'INELIGIBLE',
    because: ['BC-NB-01'],
  }),
);

/** Worked decisions of Bond Connect Northbound. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'a Luxembourg manager filed with the PBOC buys a government bond',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...governmentBond, ...luxembourgManager },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'the same manager sells it',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...governmentBond, ...luxembourgManager },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'a Hong Kong individual is refused, however rich',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...governmentBond, ...hongKongIndividual },
    decision: 'INELIGIBLE',
    because: ['BC-NB-01', 'BC-NB-02'],
  },
  {
    name: 'a Mainland bank is no overseas institution',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...governmentBond, ...mainlandBank },
    decision: 'INELIGIBLE',
    because: ['BC-NB-01'],
  },
  {
    name: 'a class outside the list is refused',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...governmentBond, ...luxembourgManager, 'investor.institutionClass': 'private_fund' },
    decision: 'INELIGIBLE',
    because: ['BC-NB-01'],
  },
  {
    name: 'without the filing there is no buying',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...governmentBond, ...notFiled },
    decision: 'INELIGIBLE',
    because: ['BC-NB-02'],
  },
  {
    name: 'without the filing there is no selling either',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...governmentBond, ...notFiled },
    decision: 'INELIGIBLE',
    because: ['BC-NB-02'],
  },
  {
    name: 'unknown statuses stay open',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...governmentBond, 'investor.kind': 'institution', 'investor.accountMarket': 'HK', 'investor.institutionClass': 'insurer' },
    decision: 'UNDETERMINED',
    because: ['BC-NB-02'],
    missing: ['investor.statuses'],
  },
  {
    name: 'of an institution alone nearly everything is open',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...governmentBond, 'investor.kind': 'institution' },
    decision: 'UNDETERMINED',
    because: ['BC-NB-01', 'BC-NB-02'],
    missing: ['investor.accountMarket', 'investor.institutionClass', 'investor.statuses'],
  },
  {
    name: 'a product whose type is not known stays open',
    day: '2026-11-02',
    side: 'buy',
    facts: luxembourgManager,
    decision: 'UNDETERMINED',
    because: ['product-type-not-carried'],
    missing: ['product.productType'],
  },
  {
    name: 'a share does not cross by this scheme, whoever asks',
    day: '2026-11-02',
    side: 'buy',
    facts: { 'product.productType': 'a_share', ...hongKongIndividual },
    decision: 'INELIGIBLE',
    because: ['product-type-not-carried'],
  },
  {
    name: 'nothing crosses the day before the start',
    day: '2017-07-02',
    side: 'buy',
    facts: { ...governmentBond, ...luxembourgManager },
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'the first day is open',
    day: '2017-07-03',
    side: 'buy',
    facts: { ...governmentBond, ...luxembourgManager },
    decision: 'ELIGIBLE',
    because: [],
  },
  ...classCases,
  ...otherClassCases,
  {
    name: 'both rules bind from the first day',
    day: '2017-07-03',
    side: 'buy',
    facts: { ...governmentBond, ...hongKongIndividual },
    decision: 'INELIGIBLE',
    because: ['BC-NB-01', 'BC-NB-02'],
  },
];
