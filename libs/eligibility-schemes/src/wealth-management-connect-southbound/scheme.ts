import { all, any, eq, gte, includesAny, isOneOf, lte, not } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { textsOfBothSides } from '../authoritative-language.js';

const householdInGreaterBayArea = isOneOf(
  'investor.hukouCity',
  'Guangzhou',
  'Shenzhen',
  'Zhuhai',
  'Foshan',
  'Huizhou',
  'Dongguan',
  'Zhongshan',
  'Jiangmen',
  'Zhaoqing',
);
const twoYearsOfExperience = gte('investor.investmentExperienceYears', 2);
const netAssetsOfOneMillion = gte('investor.householdNetFinancialAssets3mAverageCny', '1000000');
const assetsOfTwoMillion = gte('investor.householdFinancialAssets3mAverageCny', '2000000');

/** Hong Kong funds, bonds and deposits for individuals of the Mainland cities of the Greater Bay Area. */
export const wealthManagementConnectSouthbound: Scheme = {
  id: 'wealth-management-connect-southbound',
  names: {
    en: 'Cross-boundary Wealth Management Connect, Southbound',
    'zh-Hans': '跨境理财通南向通',
    'zh-Hant': '跨境理財通南向通',
  },
  kind: 'channel',
  direction: 'southbound',
  theme: 'rmb-asset-allocation',
  inForceFrom: '2021-09-10',
  productTypes: ['fund', 'bond', 'rmb_deposit'],
  coverage: 'partial',
  authoritativeLanguage: textsOfBothSides,
  note: {
    en: 'Greater Bay Area only. Quota of RMB 150 billion each way. No condition on bonds and deposits, and none on funds before 26 February 2024, was seen; a later version of the scheme beyond the area was not confirmed.',
    'zh-Hans':
      '只限粤港澳大湾区。双向额度各为人民币1,500亿元。未见对债券和存款的产品条件，亦未见2024年2月26日之前对基金的产品条件；试点扩展至大湾区以外一事未经核实。',
    'zh-Hant':
      '只限粵港澳大灣區。雙向額度各為人民幣1,500億元。未見對債券和存款的產品條件，亦未見2024年2月26日之前對基金的產品條件；試點擴展至大灣區以外一事未經核實。',
  },
  rules: [
    {
      id: 'WMC-SB-01P',
      side: 'both',
      from: '2021-09-10',
      to: '2024-02-25',
      says: {
        en: 'The investor’s household is registered in one of the nine Mainland cities of the Greater Bay Area, or he has paid tax or social insurance there for five consecutive years.',
        'zh-Hans': '投资者须具有粤港澳大湾区内地九市户籍，或在九市连续缴纳社保或个人所得税满五年。',
        'zh-Hant': '投資者須具有粵港澳大灣區內地九市戶籍，或在九市連續繳納社保或個人所得稅滿五年。',
      },
      requires: any(householdInGreaterBayArea, gte('investor.greaterBayAreaTaxOrSocialInsuranceYears', 5)),
      cites: [{ instrument: 'Bank FAQ on Wealth Management Connect', seenOn: 'dbs.com.hk gba faq' }],
      confidence: 'secondary-page',
    },
    {
      id: 'WMC-SB-01',
      side: 'both',
      from: '2024-02-26',
      succeeds: 'WMC-SB-01P',
      says: {
        en: 'The investor’s household is registered in one of the nine Mainland cities of the Greater Bay Area, or he has paid tax or social insurance there for two consecutive years.',
        'zh-Hans': '投资者须具有粤港澳大湾区内地九市户籍，或在九市连续缴纳社保或个人所得税满两年。',
        'zh-Hant': '投資者須具有粵港澳大灣區內地九市戶籍，或在九市連續繳納社保或個人所得稅滿兩年。',
      },
      requires: any(householdInGreaterBayArea, gte('investor.greaterBayAreaTaxOrSocialInsuranceYears', 2)),
      cites: [
        { instrument: 'News report of 27 February 2024 on the enhanced scheme', seenOn: 'tellerreport 2024-02-27' },
        { instrument: 'News report on the enhanced scheme', seenOn: 'newsflash.city' },
      ],
      confidence: 'secondary-page',
    },
    {
      id: 'WMC-SB-02',
      side: 'both',
      from: '2024-02-26',
      succeeds: 'WMC-SB-02P',
      says: {
        en: 'The investor has two years of investment experience and, over the last three months, average household net financial assets of at least RMB 1 million or financial assets of at least RMB 2 million, or an average annual income of at least RMB 400,000 over three years.',
        'zh-Hans':
          '投资者须具有两年以上投资经历，且最近三个月家庭金融净资产月末余额平均不低于人民币100万元，或家庭金融资产月末余额平均不低于人民币200万元，或近三年本人年均收入不低于人民币40万元。',
        'zh-Hant':
          '投資者須具有兩年以上投資經歷，且最近三個月家庭金融淨資產月末餘額平均不低於人民幣100萬元，或家庭金融資產月末餘額平均不低於人民幣200萬元，或近三年本人年均收入不低於人民幣40萬元。',
      },
      requires: all(
        twoYearsOfExperience,
        any(netAssetsOfOneMillion, assetsOfTwoMillion, gte('investor.averageAnnualIncome3yCny', '400000')),
      ),
      cites: [
        { instrument: 'Bank pages on Wealth Management Connect', seenOn: 'dbs.com.hk, hangseng.com.cn' },
        { instrument: 'News report on the enhanced scheme', seenOn: 'tellerreport' },
      ],
      confidence: 'secondary-page',
    },
    {
      id: 'WMC-SB-02P',
      side: 'both',
      from: '2021-09-10',
      to: '2024-02-25',
      says: {
        en: 'The investor has two years of investment experience and, over the last three months, average household net financial assets of at least RMB 1 million or financial assets of at least RMB 2 million; income does not count yet.',
        'zh-Hans':
          '投资者须具有两年以上投资经历，且最近三个月家庭金融净资产月末余额平均不低于人民币100万元，或家庭金融资产月末余额平均不低于人民币200万元；尚无收入标准可选。',
        'zh-Hant':
          '投資者須具有兩年以上投資經歷，且最近三個月家庭金融淨資產月末餘額平均不低於人民幣100萬元，或家庭金融資產月末餘額平均不低於人民幣200萬元；尚無收入標準可選。',
      },
      requires: all(twoYearsOfExperience, any(netAssetsOfOneMillion, assetsOfTwoMillion)),
      cites: [{ instrument: 'Bank FAQ on Wealth Management Connect', seenOn: 'dbs.com.hk gba faq' }],
      confidence: 'secondary-page',
    },
    {
      id: 'WMC-SB-03',
      side: 'both',
      from: '2021-09-10',
      says: {
        en: 'The investor is an individual and not a vulnerable customer.',
        'zh-Hans': '投资者须为个人，且不属于弱势客户。',
        'zh-Hant': '投資者須為個人，且不屬於弱勢客戶。',
      },
      requires: all(eq('investor.kind', 'individual'), eq('investor.vulnerableCustomer', false)),
      cites: [{ instrument: 'Bank page on Wealth Management Connect', seenOn: 'dbs.com.hk' }],
      confidence: 'secondary-page',
    },
    {
      id: 'WMC-SB-04',
      side: 'both',
      from: '2024-02-26',
      says: {
        en: 'A fund is domiciled in Hong Kong, authorised by the SFC and not complex; its risk is at most medium to high, and it is neither a high-yield bond fund nor a fund of a single emerging market, unless it invests primarily in Greater China equity.',
        'zh-Hans':
          '基金须在香港注册成立、获香港证监会认可且属非复杂产品；除主要投资于大中华股票的基金外，风险评级不得高于中高，且不得为高收益债券基金或单一新兴市场基金。',
        'zh-Hant':
          '基金須在香港註冊成立、獲證監會認可且屬非複雜產品；除主要投資於大中華股票的基金外，風險評級不得高於中高，且不得為高收益債券基金或單一新興市場基金。',
      },
      when: eq('product.productType', 'fund'),
      requires: all(
        eq('product.domicile', 'HK'),
        eq('product.sfcAuthorised', true),
        eq('product.complexProduct', false),
        any(
          eq('product.primarilyGreaterChinaEquity', true),
          all(lte('product.distributorRiskRating', 4), not(includesAny('product.features', 'high_yield_bond', 'single_emerging_market'))),
        ),
      ),
      cites: [
        { instrument: 'News reports on the wider range of funds', seenOn: 'structuredretailproducts 79683, gmteight 77571' },
        { instrument: 'Low-grade copy of the exclusions', seenOn: 'yayqq' },
      ],
      confidence: 'secondary-page',
      doubt: {
        en: 'The list of exclusions was seen only in a low-grade copy.',
        'zh-Hans': '排除产品清单仅见于可靠性较低的转载。',
        'zh-Hant': '排除產品清單僅見於可靠性較低的轉載。',
      },
    },
    {
      id: 'WMC-LIM-P',
      side: 'buy',
      from: '2021-09-10',
      to: '2024-02-25',
      says: {
        en: 'Quota of an individual: net remittance of at most RMB 1 million.',
        'zh-Hans': '个人投资者额度：净汇出不超过人民币100万元。',
        'zh-Hant': '個人投資者額度：淨匯出不超過人民幣100萬元。',
      },
      requires: lte('trade.investorNetRemittanceAfterCny', '1000000'),
      cites: [{ instrument: 'News report of 11 September 2021 on the launch', seenOn: 'english.www.gov.cn 2021-09-11' }],
      confidence: 'secondary-page',
    },
    {
      id: 'WMC-LIM',
      side: 'buy',
      from: '2024-02-26',
      succeeds: 'WMC-LIM-P',
      says: {
        en: 'Quota of an individual: net remittance of at most RMB 3 million; of RMB 1.5 million in each channel where a bank and a broker are both used.',
        'zh-Hans': '个人投资者额度：净汇出不超过人民币300万元；同时通过银行及券商渠道投资的，每一渠道不超过人民币150万元。',
        'zh-Hant': '個人投資者額度：淨匯出不超過人民幣300萬元；同時透過銀行及券商渠道投資的，每一渠道不超過人民幣150萬元。',
      },
      requires: any(
        all(eq('investor.usesBothChannels', false), lte('trade.investorNetRemittanceAfterCny', '3000000')),
        all(eq('investor.usesBothChannels', true), lte('trade.channelNetRemittanceAfterCny', '1500000')),
      ),
      cites: [
        { instrument: 'News reports on the enhanced scheme', seenOn: 'tellerreport, triplea 50550' },
        { instrument: 'Bank page on Wealth Management Connect', seenOn: 'hangseng.com.cn' },
      ],
      confidence: 'secondary-page',
    },
  ],
};
