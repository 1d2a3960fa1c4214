import { all, eq, gte, includesAny, not } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

const isEtf = eq('product.productType', 'etf');
const neitherSyntheticNorGeared = not(includesAny('product.features', 'synthetic', 'leveraged', 'inverse'));

/** Shares and ETFs listed in Hong Kong, traded from the Mainland. What may be bought stands on the exchange's published list. */
export const stockConnectSouthbound: Scheme = {
  id: 'stock-connect-southbound',
  names: { en: 'Stock Connect, Southbound', 'zh-Hans': '港股通', 'zh-Hant': '港股通' },
  kind: 'channel',
  direction: 'southbound',
  theme: 'market-connectivity',
  inForceFrom: '2014-11-17',
  productTypes: ['hk_share', 'etf'],
  coverage: 'partial',
  decidedByList: 'product.schemeListing',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Net buy quota of RMB 42 billion a day. Includes ETFs since 2022-07-04.',
    'zh-Hans': '每日净买入额度为人民币420亿元。自2022年7月4日起纳入交易型开放式基金（ETF）。',
    'zh-Hant': '每日淨買入額度為人民幣420億元。自2022年7月4日起納入交易所買賣基金（ETF）。',
  },
  rules: [
    {
      id: 'SC-SB-01',
      side: 'both',
      from: '2014-11-17',
      says: {
        en: 'A Mainland individual needs at least RMB 500,000 in securities and cash accounts.',
        'zh-Hans': '内地个人投资者的证券账户及资金账户资产合计不得低于人民币50万元。',
        'zh-Hant': '內地個人投資者的證券帳戶及資金帳戶資產合計不得低於人民幣50萬元。',
      },
      when: eq('investor.kind', 'individual'),
      requires: gte('investor.securitiesAndCashCny', '500000'),
      cites: [
        { instrument: 'Law-firm note on eligible ETFs joining Stock Connect', seenOn: 'kwm Eligible_ETFs_to_join_Stock_Connect' },
        { instrument: 'Law-firm note of 2014 on Stock Connect', seenOn: 'lexology 2014' },
        { instrument: 'SSE rules on Southbound trading' },
      ],
      confidence: 'secondary-page',
    },
    {
      id: 'SC-SB-02',
      side: 'both',
      from: '2014-11-17',
      says: {
        en: 'Southbound trading is for Mainland investors.',
        'zh-Hans': '港股通只供内地投资者参与。',
        'zh-Hant': '港股通只供內地投資者參與。',
      },
      requires: eq('investor.accountMarket', 'CN'),
      cites: [
        { instrument: 'Broker page on Southbound trading', seenOn: 'efg.com.hk' },
        { instrument: 'Law-firm note on Stock Connect', seenOn: 'kwm' },
      ],
      confidence: 'secondary-page',
    },
    {
      id: 'SC-SB-03',
      side: 'buy',
      from: '2024-07-22',
      announcedOn: '2024-04-19',
      operationalOn: '2024-07-22',
      succeeds: 'SC-SB-03P',
      says: {
        en: 'An ETF enters the list with average assets of at least HKD 550 million over six months, at least 60% in SEHK-listed and 60% in connect-eligible shares, six months after listing and a year after the launch of its index, and neither synthetic nor leveraged nor inverse.',
        'zh-Hans':
          'ETF纳入名单须：最近六个月日均资产规模不低于5.5亿港元，跟踪指数成份股中联交所上市股票权重及互联互通合资格股票权重均不低于60%，上市满六个月，跟踪指数发布满一年，且不属于合成、杠杆或反向产品。',
        'zh-Hant':
          'ETF納入名單須：最近六個月日均資產規模不低於5.5億港元，追蹤指數成份股中聯交所上市股票權重及互聯互通合資格股票權重均不低於60%，上市滿六個月，追蹤指數發布滿一年，且不屬於合成、槓桿或反向產品。',
      },
      when: isEtf,
      requires: all(
        gte('product.averageAum6mHkd', '550000000'),
        gte('product.sehkListedWeightPct', '60'),
        gte('product.connectEligibleWeightPct', '60'),
        gte('product.listedMonths', 6),
        gte('product.indexAgeMonths', 12),
        neitherSyntheticNorGeared,
      ),
      cites: [
        { instrument: 'News report on the relaxed ETF criteria', url: 'https://en.imsilkroad.com/p/340689' },
        { instrument: 'Law-firm note on ETF Connect (the other limbs)', seenOn: 'conventuslaw ETF Connect' },
      ],
      confidence: 'secondary-page',
      explainsOnly: true,
    },
    {
      id: 'SC-SB-03P',
      side: 'buy',
      from: '2022-07-04',
      to: '2024-07-21',
      says: {
        en: 'An ETF entered the list with average assets of at least HKD 1.7 billion over six months, at least 90% in SEHK-listed shares, six months after listing and a year after the launch of its index, and neither synthetic nor leveraged nor inverse.',
        'zh-Hans':
          'ETF纳入名单须：最近六个月日均资产规模不低于17亿港元，跟踪指数成份股中联交所上市股票权重不低于90%，上市满六个月，跟踪指数发布满一年，且不属于合成、杠杆或反向产品。',
        'zh-Hant':
          'ETF納入名單須：最近六個月日均資產規模不低於17億港元，追蹤指數成份股中聯交所上市股票權重不低於90%，上市滿六個月，追蹤指數發布滿一年，且不屬於合成、槓桿或反向產品。',
      },
      when: isEtf,
      requires: all(
        gte('product.averageAum6mHkd', '1700000000'),
        gte('product.sehkListedWeightPct', '90'),
        gte('product.listedMonths', 6),
        gte('product.indexAgeMonths', 12),
        neitherSyntheticNorGeared,
      ),
      cites: [
        {
          instrument: 'Law-firm note on the implementation of ETF Connect',
          seenOn: 'conventuslaw hong-kong-etf-connect-implementation-details-announced',
        },
      ],
      confidence: 'secondary-page',
      explainsOnly: true,
    },
  ],
};
