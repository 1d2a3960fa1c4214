import { authored } from './authored-texts.js';
import type { investorFactSpecifications } from './investor-fact-specifications.js';
import type { AuthoredTexts } from './rule.js';

/** What the facts about an investor are called. */
export const investorFactLabels: Readonly<Record<keyof typeof investorFactSpecifications, AuthoredTexts>> = {
  'investor.accountMarket': authored('Place of the account', '账户所在地', '賬戶所在地'),
  'investor.averageAnnualIncome3yCny': authored('Average annual income of the last three years', '近三年年均收入', '近三年平均每年收入'),
  'investor.greaterBayAreaTaxOrSocialInsuranceYears': authored(
    'Consecutive years of tax or social insurance in a Mainland city of the Greater Bay Area',
    '在大湾区内地城市连续缴纳个人所得税或社会保险的年数',
    '在大灣區內地城市連續繳納個人所得稅或社會保險的年數',
  ),
  'investor.hasLegacyNorthboundBcan': authored(
    'Holder of an earlier Northbound client identifier (BCAN)',
    '已持有既存的北向交易券商客户编码（BCAN）',
    '已持有既存的北向交易券商客戶編碼（BCAN）',
  ),
  'investor.householdFinancialAssets3mAverageCny': authored(
    'Household financial assets, average of the last three months',
    '家庭金融资产（最近三个月平均）',
    '家庭金融資產（最近三個月平均）',
  ),
  'investor.householdFinancialAssetsCny': authored('Household financial assets', '家庭金融资产', '家庭金融資產'),
  'investor.householdNetFinancialAssets3mAverageCny': authored(
    'Household net financial assets, average of the last three months',
    '家庭金融净资产（最近三个月平均）',
    '家庭金融淨資產（最近三個月平均）',
  ),
  'investor.householdNetFinancialAssetsCny': authored('Household net financial assets', '家庭金融净资产', '家庭金融淨資產'),
  'investor.hukouCity': authored('City of household registration (hukou)', '户籍所在城市', '戶籍所在城市'),
  'investor.identityDocuments': authored('Identity documents', '身份证明文件', '身份證明文件'),
  'investor.institutionClass': authored('Class of institution', '机构类别', '機構類別'),
  'investor.investmentExperienceYears': authored('Years of investment experience', '投资经历年数', '投資經驗年數'),
  'investor.kind': authored('Kind of investor', '投资者类型', '投資者類型'),
  'investor.netAssetsCny': authored('Net assets at the last year end', '最近一年末净资产', '最近一年末淨資產'),
  'investor.portfolioHkd': authored('Portfolio', '投资组合', '投資組合'),
  'investor.registeredIn': authored('Place of registration', '注册地', '註冊地'),
  'investor.riskToleranceC': authored('Risk tolerance class (C1 to C5)', '风险承受能力等级（C1至C5）', '風險承受能力等級（C1至C5）'),
  'investor.securitiesAndCashCny': authored(
    'Assets in the securities and cash accounts',
    '证券账户及资金账户资产',
    '證券賬戶及資金賬戶資產',
  ),
  'investor.statuses': authored('Licences, filings and classifications', '资格、备案及分类', '資格、備案及分類'),
  'investor.totalAssetsHkd': authored('Total assets', '总资产', '總資產'),
  'investor.usesBothChannels': authored('Use of a bank and a broker at once', '同时使用银行及券商渠道', '同時使用銀行及券商渠道'),
  'investor.vehicleFlags': authored('Pension or retail scheme', '退休金或零售计划', '退休金或零售計劃'),
  'investor.vulnerableCustomer': authored('Vulnerable customer', '弱势社群客户', '弱勢社群客戶'),
};
