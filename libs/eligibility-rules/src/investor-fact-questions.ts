import { authored } from './authored-texts.js';
import type { investorFactSpecifications } from './investor-fact-specifications.js';
import type { AuthoredTexts } from './rule.js';

/** What an investor is asked in order to learn each fact; the answer has the type and unit of the fact. */
export const investorFactQuestions: Readonly<Record<keyof typeof investorFactSpecifications, AuthoredTexts>> = {
  'investor.accountMarket': authored(
    'Where is the account booked from which you will trade: on the Mainland, in Hong Kong or elsewhere?',
    '您用于交易的账户开立在何处：内地、香港还是其他地方？',
    '閣下用於交易的賬戶開立於何處：內地、香港還是其他地方？',
  ),
  'investor.averageAnnualIncome3yCny': authored(
    'What was your own average annual income over the last three years, in renminbi?',
    '您本人最近三年的年均收入是多少（人民币）？',
    '閣下本人最近三年的平均每年收入是多少（人民幣）？',
  ),
  'investor.greaterBayAreaTaxOrSocialInsuranceYears': authored(
    'For how many consecutive complete years have you paid individual income tax or social insurance in a Mainland city of the Guangdong-Hong Kong-Macao Greater Bay Area?',
    '您在粤港澳大湾区内地城市已连续缴纳个人所得税或社会保险满多少年？',
    '閣下在粵港澳大灣區內地城市已連續繳納個人所得稅或社會保險滿多少年？',
  ),
  'investor.hasLegacyNorthboundBcan': authored(
    'Did you already have a Northbound client identifier (BCAN) for China Connect before 25 July 2022?',
    '在2022年7月25日之前，您是否已持有北向交易的券商客户编码（BCAN）？',
    '在2022年7月25日之前，閣下是否已持有北向交易的券商客戶編碼（BCAN）？',
  ),
  'investor.householdFinancialAssets3mAverageCny': authored(
    'What were the financial assets of your household on average over the last three months, in renminbi?',
    '您家庭最近三个月的金融资产平均是多少（人民币）？',
    '閣下家庭最近三個月的金融資產平均是多少（人民幣）？',
  ),
  'investor.householdFinancialAssetsCny': authored(
    'What are the financial assets of your household, in renminbi?',
    '您的家庭金融资产是多少（人民币）？',
    '閣下的家庭金融資產是多少（人民幣）？',
  ),
  'investor.householdNetFinancialAssets3mAverageCny': authored(
    'What were the financial assets of your household less its debts on average over the last three months, in renminbi?',
    '您家庭最近三个月的金融净资产平均是多少（人民币）？',
    '閣下家庭最近三個月的金融淨資產平均是多少（人民幣）？',
  ),
  'investor.householdNetFinancialAssetsCny': authored(
    'What are the financial assets of your household less its debts, in renminbi?',
    '您的家庭金融净资产是多少（人民币）？',
    '閣下的家庭金融淨資產是多少（人民幣）？',
  ),
  'investor.hukouCity': authored(
    'In which Mainland city is your household registration (hukou)?',
    '您的户籍在内地哪个城市？',
    '閣下的戶籍在內地哪個城市？',
  ),
  'investor.identityDocuments': authored(
    'Which of these identity documents do you hold? Name all of them.',
    '您持有以下哪些身份证明文件？请全部列明。',
    '閣下持有以下哪些身份證明文件？請全部列明。',
  ),
  'investor.institutionClass': authored('To which class of institution do you belong?', '贵机构属于哪一类别？', '貴機構屬於哪一類別？'),
  'investor.investmentExperienceYears': authored(
    'How many complete years of investment experience do you have?',
    '您有多少年的投资经历（按满年计算）？',
    '閣下有多少年的投資經驗（按足年計算）？',
  ),
  'investor.kind': authored(
    'Do you invest as an individual or as an institution?',
    '您以个人还是机构身份投资？',
    '閣下以個人還是機構身份投資？',
  ),
  'investor.netAssetsCny': authored(
    'What were the net assets of the institution at the end of its last financial year, in renminbi?',
    '贵机构最近一年末的净资产是多少（人民币）？',
    '貴機構最近一年末的淨資產是多少（人民幣）？',
  ),
  'investor.portfolioHkd': authored(
    'How large is your portfolio in the sense of the Securities and Futures (Professional Investor) Rules, in Hong Kong dollars?',
    '按香港《证券及期货（专业投资者）规则》计算，您的投资组合是多少（港元）？',
    '按香港《證券及期貨（專業投資者）規則》計算，閣下的投資組合是多少（港元）？',
  ),
  'investor.registeredIn': authored(
    'In which country or territory is the institution registered?',
    '贵机构在哪个国家或地区注册？',
    '貴機構在哪個國家或地區註冊？',
  ),
  'investor.riskToleranceC': authored(
    'Which risk tolerance class did your Mainland distributor assign to you, from 1 for C1, the lowest, to 5 for C5?',
    '内地销售机构评定您的风险承受能力等级是几级？从1（C1，最低）到5（C5）。',
    '內地銷售機構評定閣下的風險承受能力等級是幾級？由1（C1，最低）至5（C5）。',
  ),
  'investor.securitiesAndCashCny': authored(
    'What are the assets in your securities and cash accounts together, in renminbi?',
    '您的证券账户及资金账户资产合计是多少（人民币）？',
    '閣下的證券賬戶及資金賬戶資產合計是多少（人民幣）？',
  ),
  'investor.statuses': authored(
    'Which of these licences, filings and classifications do you have? Name all of them.',
    '您具有以下哪些资格、备案或分类？请全部列明。',
    '閣下具有以下哪些資格、備案或分類？請全部列明。',
  ),
  'investor.totalAssetsHkd': authored(
    'What are the total assets of the institution, in Hong Kong dollars?',
    '贵机构的总资产是多少（港元）？',
    '貴機構的總資產是多少（港元）？',
  ),
  'investor.usesBothChannels': authored(
    'Do you use Cross-boundary Wealth Management Connect through a bank and a broker at once?',
    '您是否同时通过银行及券商两个渠道参与跨境理财通？',
    '閣下是否同時透過銀行及券商兩個渠道參與跨境理財通？',
  ),
  'investor.vehicleFlags': authored(
    'Do you invest for one of these pension or retail schemes? Name all of them; an empty list says that you do not.',
    '您是否代表以下退休金或零售计划投资？请全部列明；空列表表示否。',
    '閣下是否代表以下退休金或零售計劃投資？請全部列明；空列表表示否。',
  ),
  'investor.vulnerableCustomer': authored(
    'Has your bank or broker classified you as a vulnerable customer?',
    '您的银行或券商是否将您评定为弱势社群客户？',
    '閣下的銀行或券商是否將閣下評定為弱勢社群客戶？',
  ),
};
