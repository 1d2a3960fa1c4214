import type { FactValue, Facts } from '@jinqiao/eligibility-rules/facts';
import type { AuthoredTexts } from '@jinqiao/eligibility-rules/rule';

/** A made-up investor by whom the effect of a change is told. Its facts never change under one version: another number follows. */
export type Archetype = {
  readonly id: string;
  readonly version: number;
  readonly names: AuthoredTexts;
  /** The investor's facts by their short names, as a check carries them; what is left out is unknown. */
  readonly investor: Readonly<Record<string, FactValue>>;
};

const hongKongResident = { kind: 'individual', identityDocuments: ['HKID', 'HK_PR_ID'], accountMarket: 'HK', vehicleFlags: [] };
const mainlandResident = { kind: 'individual', identityDocuments: ['CN_ID'], accountMarket: 'CN', vehicleFlags: [] };
const mainlandInstitution = { kind: 'institution', registeredIn: 'CN', accountMarket: 'CN', identityDocuments: [], vehicleFlags: [] };

/** The investors by whom impacts are told, in a fixed order. */
export const archetypes: readonly Archetype[] = [
  {
    id: 'hong-kong-individual',
    version: 1,
    names: {
      en: 'Hong Kong permanent resident, not a professional investor',
      'zh-Hans': '香港永久性居民，非专业投资者',
      'zh-Hant': '香港永久性居民，非專業投資者',
    },
    investor: {
      ...hongKongResident,
      statuses: [],
      hasLegacyNorthboundBcan: false,
      vulnerableCustomer: false,
      riskToleranceC: 3,
      portfolioHkd: '600000.00',
    },
  },
  {
    id: 'hong-kong-professional-individual',
    version: 1,
    names: {
      en: 'Hong Kong individual professional investor with a portfolio of HKD 12 million',
      'zh-Hans': '香港个人专业投资者，投资组合 1,200 万港元',
      'zh-Hant': '香港個人專業投資者，投資組合 1,200 萬港元',
    },
    investor: {
      ...hongKongResident,
      statuses: ['HK_IPI'],
      hasLegacyNorthboundBcan: false,
      vulnerableCustomer: false,
      riskToleranceC: 5,
      portfolioHkd: '12000000.00',
    },
  },
  {
    id: 'hong-kong-vulnerable-customer',
    version: 1,
    names: {
      en: 'Hong Kong permanent resident who is a vulnerable customer',
      'zh-Hans': '属弱势客户的香港永久性居民',
      'zh-Hant': '屬弱勢客戶的香港永久性居民',
    },
    investor: {
      ...hongKongResident,
      statuses: [],
      hasLegacyNorthboundBcan: false,
      vulnerableCustomer: true,
      riskToleranceC: 1,
      portfolioHkd: '200000.00',
    },
  },
  {
    id: 'shanghai-individual',
    version: 1,
    names: {
      en: 'Mainland individual in Shanghai with RMB 600,000 in securities and cash',
      'zh-Hans': '上海的内地个人投资者，证券及资金 60 万元人民币',
      'zh-Hant': '上海的內地個人投資者，證券及資金 60 萬元人民幣',
    },
    investor: {
      ...mainlandResident,
      hukouCity: 'Shanghai',
      greaterBayAreaTaxOrSocialInsuranceYears: 0,
      securitiesAndCashCny: '600000.00',
      householdFinancialAssetsCny: '900000.00',
      householdFinancialAssets3mAverageCny: '900000.00',
      householdNetFinancialAssetsCny: '700000.00',
      householdNetFinancialAssets3mAverageCny: '700000.00',
      averageAnnualIncome3yCny: '300000.00',
      investmentExperienceYears: 3,
      riskToleranceC: 3,
      statuses: [],
      usesBothChannels: false,
    },
  },
  {
    id: 'beijing-small-saver',
    version: 1,
    names: {
      en: 'Mainland individual in Beijing with RMB 80,000 in securities and cash',
      'zh-Hans': '北京的内地个人投资者，证券及资金 8 万元人民币',
      'zh-Hant': '北京的內地個人投資者，證券及資金 8 萬元人民幣',
    },
    investor: {
      ...mainlandResident,
      hukouCity: 'Beijing',
      greaterBayAreaTaxOrSocialInsuranceYears: 0,
      securitiesAndCashCny: '80000.00',
      householdFinancialAssetsCny: '150000.00',
      householdFinancialAssets3mAverageCny: '150000.00',
      householdNetFinancialAssetsCny: '120000.00',
      householdNetFinancialAssets3mAverageCny: '120000.00',
      averageAnnualIncome3yCny: '120000.00',
      investmentExperienceYears: 0,
      riskToleranceC: 2,
      statuses: [],
      usesBothChannels: false,
    },
  },
  {
    id: 'greater-bay-area-resident',
    version: 1,
    names: {
      en: 'Resident of Shenzhen in the Greater Bay Area with household financial assets of RMB 2.5 million',
      'zh-Hans': '粤港澳大湾区深圳居民，家庭金融资产 250 万元人民币',
      'zh-Hant': '粵港澳大灣區深圳居民，家庭金融資產 250 萬元人民幣',
    },
    investor: {
      ...mainlandResident,
      hukouCity: 'Shenzhen',
      greaterBayAreaTaxOrSocialInsuranceYears: 6,
      securitiesAndCashCny: '1200000.00',
      householdFinancialAssetsCny: '2500000.00',
      householdFinancialAssets3mAverageCny: '2500000.00',
      householdNetFinancialAssetsCny: '1500000.00',
      householdNetFinancialAssets3mAverageCny: '1500000.00',
      averageAnnualIncome3yCny: '420000.00',
      investmentExperienceYears: 4,
      riskToleranceC: 4,
      statuses: [],
      usesBothChannels: false,
    },
  },
  {
    id: 'mainland-professional-individual',
    version: 1,
    names: {
      en: 'Mainland individual professional investor with household financial assets of RMB 8 million',
      'zh-Hans': '内地个人专业投资者，家庭金融资产 800 万元人民币',
      'zh-Hant': '內地個人專業投資者，家庭金融資產 800 萬元人民幣',
    },
    investor: {
      ...mainlandResident,
      hukouCity: 'Shanghai',
      greaterBayAreaTaxOrSocialInsuranceYears: 0,
      securitiesAndCashCny: '5500000.00',
      householdFinancialAssetsCny: '8000000.00',
      householdFinancialAssets3mAverageCny: '8000000.00',
      householdNetFinancialAssetsCny: '6000000.00',
      householdNetFinancialAssets3mAverageCny: '6000000.00',
      averageAnnualIncome3yCny: '900000.00',
      investmentExperienceYears: 8,
      riskToleranceC: 5,
      statuses: ['CN_PROFESSIONAL'],
      usesBothChannels: false,
    },
  },
  {
    id: 'luxembourg-manager-filed-with-the-pboc',
    version: 1,
    names: {
      en: 'Luxembourg fund manager filed with the PBOC for the interbank bond market',
      'zh-Hans': '已在中国人民银行备案进入银行间债券市场的卢森堡基金管理人',
      'zh-Hant': '已在中國人民銀行備案進入銀行間債券市場的盧森堡基金管理人',
    },
    investor: {
      kind: 'institution',
      registeredIn: 'LU',
      accountMarket: 'OS',
      identityDocuments: [],
      institutionClass: 'fund_manager',
      statuses: ['NB_BOND_CONNECT_INVESTOR', 'PBOC_CIBM_FILED'],
      vehicleFlags: [],
      hasLegacyNorthboundBcan: false,
    },
  },
  {
    id: 'hong-kong-retail-fund',
    version: 1,
    names: {
      en: 'Hong Kong retail fund run by a licensed corporation',
      'zh-Hans': '由持牌法团管理的香港零售基金',
      'zh-Hant': '由持牌法團管理的香港零售基金',
    },
    investor: {
      kind: 'institution',
      registeredIn: 'HK',
      accountMarket: 'HK',
      identityDocuments: [],
      institutionClass: 'investment_product',
      statuses: [],
      vehicleFlags: ['RETAIL_CIS'],
      hasLegacyNorthboundBcan: false,
      totalAssetsHkd: '500000000.00',
      portfolioHkd: '500000000.00',
    },
  },
  {
    id: 'mainland-insurer',
    version: 1,
    names: { en: 'Mainland insurer', 'zh-Hans': '内地保险公司', 'zh-Hant': '內地保險公司' },
    investor: {
      ...mainlandInstitution,
      institutionClass: 'insurer',
      statuses: ['CN_PROFESSIONAL'],
      netAssetsCny: '20000000000.00',
      securitiesAndCashCny: '90000000000.00',
      investmentExperienceYears: 20,
    },
  },
  {
    id: 'qdii-fund-manager',
    version: 1,
    names: {
      en: 'Mainland fund manager with a QDII quota',
      'zh-Hans': '具 QDII 额度的内地基金管理人',
      'zh-Hant': '具 QDII 額度的內地基金管理人',
    },
    investor: {
      ...mainlandInstitution,
      institutionClass: 'fund_manager',
      statuses: ['CN_PROFESSIONAL', 'QDII'],
      netAssetsCny: '1500000000.00',
      securitiesAndCashCny: '1200000000.00',
      investmentExperienceYears: 15,
    },
  },
  {
    id: 'mainland-bank-primary-dealer',
    version: 1,
    names: {
      en: 'Mainland commercial bank that is a primary dealer of open market operations',
      'zh-Hans': '公开市场业务一级交易商的内地商业银行',
      'zh-Hant': '公開市場業務一級交易商的內地商業銀行',
    },
    investor: {
      ...mainlandInstitution,
      institutionClass: 'commercial_bank',
      statuses: ['CN_PROFESSIONAL', 'OMO_PRIMARY_DEALER'],
      netAssetsCny: '300000000000.00',
      securitiesAndCashCny: '800000000000.00',
      investmentExperienceYears: 25,
    },
  },
];

/** The facts of an archetype by their full names. */
export function factsOfArchetype({ investor }: Archetype): Facts {
  return Object.fromEntries(Object.entries(investor).map(([name, value]) => [`investor.${name}`, value]));
}
