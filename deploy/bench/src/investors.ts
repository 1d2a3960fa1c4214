import type { Facts } from '@jinqiao/eligibility-rules/facts';

const hongKong = {
  'investor.kind': 'individual',
  'investor.accountMarket': 'HK',
  'investor.identityDocuments': ['HKID', 'HK_PR_ID'],
} as const;
const mainland = { 'investor.kind': 'individual', 'investor.accountMarket': 'CN', 'investor.identityDocuments': ['CN_ID'] } as const;
const institution = { 'investor.kind': 'institution', 'investor.registeredIn': 'CN', 'investor.accountMarket': 'CN' } as const;

const means = (securitiesAndCash: string, household: string, experienceYears: number): Facts => ({
  'investor.securitiesAndCashCny': securitiesAndCash,
  'investor.householdFinancialAssets3mAverageCny': household,
  'investor.householdNetFinancialAssets3mAverageCny': household,
  'investor.averageAnnualIncome3yCny': '300000.00',
  'investor.investmentExperienceYears': experienceYears,
  'investor.greaterBayAreaTaxOrSocialInsuranceYears': 0,
});

/** Twelve made-up investors on whom a draft's impact is counted. */
export const investors: Readonly<Record<string, Facts>> = {
  'hong-kong-individual': { ...hongKong, 'investor.statuses': [], 'investor.vulnerableCustomer': false, 'investor.riskToleranceC': 3 },
  'hong-kong-professional': {
    ...hongKong,
    'investor.statuses': ['HK_IPI'],
    'investor.vulnerableCustomer': false,
    'investor.riskToleranceC': 5,
  },
  'hong-kong-vulnerable': { ...hongKong, 'investor.statuses': [], 'investor.vulnerableCustomer': true, 'investor.riskToleranceC': 1 },
  'shanghai-individual': {
    ...mainland,
    ...means('600000.00', '900000.00', 3),
    'investor.hukouCity': 'Shanghai',
    'investor.riskToleranceC': 3,
  },
  'beijing-small-saver': {
    ...mainland,
    ...means('80000.00', '150000.00', 0),
    'investor.hukouCity': 'Beijing',
    'investor.riskToleranceC': 2,
  },
  'shenzhen-resident': {
    ...mainland,
    ...means('1200000.00', '2500000.00', 4),
    'investor.hukouCity': 'Shenzhen',
    'investor.vulnerableCustomer': false,
  },
  'mainland-professional': {
    ...mainland,
    ...means('5500000.00', '8000000.00', 8),
    'investor.hukouCity': 'Shanghai',
    'investor.statuses': ['CN_PROFESSIONAL'],
  },
  'mainland-of-unknown-means': { ...mainland, 'investor.hukouCity': 'Zhuhai' },
  'mainland-insurer': { ...institution, 'investor.institutionClass': 'insurer', 'investor.statuses': ['CN_PROFESSIONAL'] },
  'mainland-fund-manager': {
    ...institution,
    'investor.institutionClass': 'fund_manager',
    'investor.statuses': ['CN_PROFESSIONAL', 'QDII'],
  },
  'luxembourg-manager': {
    'investor.kind': 'institution',
    'investor.registeredIn': 'LU',
    'investor.accountMarket': 'OS',
    'investor.institutionClass': 'fund_manager',
    'investor.statuses': ['NB_BOND_CONNECT_INVESTOR', 'PBOC_CIBM_FILED'],
  },
  'nothing-known': {},
};
