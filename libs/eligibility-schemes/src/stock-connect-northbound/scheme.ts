import { all, any, eq, gte, includes, includesAny, isOneOf, not } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/**
 * Holders of Mainland identity documents without a permanent residence elsewhere, and entities registered on the Mainland, are Mainland investors.
 * An individual has no place of registration and an institution no identity documents, so each half asks only whom it concerns.
 */
const notMainlandInvestor = all(
  any(
    eq('investor.kind', 'institution'),
    not(includesAny('investor.identityDocuments', 'CN_ID', 'CN_PASSPORT')),
    includesAny('investor.identityDocuments', 'HK_PR_ID', 'MO_PR_ID', 'ONE_WAY_PERMIT', 'OVERSEAS_PR'),
  ),
  any(eq('investor.kind', 'individual'), not(eq('investor.registeredIn', 'CN'))),
);

/** Shares and ETFs listed in Shanghai, traded from Hong Kong. What may be bought stands on the exchange's published list. */
export const stockConnectNorthbound: Scheme = {
  id: 'stock-connect-northbound',
  names: { en: 'Stock Connect, Northbound (Shanghai)', 'zh-Hans': '沪股通', 'zh-Hant': '滬股通' },
  kind: 'channel',
  direction: 'northbound',
  theme: 'market-connectivity',
  inForceFrom: '2014-11-17',
  productTypes: ['a_share', 'etf'],
  coverage: 'partial',
  decidedByList: 'product.schemeListing',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Net buy quota of RMB 52 billion a day. Includes ETFs since 2022-07-04.',
    'zh-Hans': '每日净买入额度为人民币520亿元。自2022年7月4日起纳入交易型开放式基金（ETF）。',
    'zh-Hant': '每日淨買入額度為人民幣520億元。自2022年7月4日起納入交易所買賣基金（ETF）。',
  },
  rules: [
    {
      id: 'SC-NB-01',
      side: 'buy',
      from: '2023-07-24',
      succeeds: 'SC-NB-01T',
      says: {
        en: 'Mainland investors may not buy Northbound; they may only sell what they hold.',
        'zh-Hans': '内地投资者不得通过沪股通买入证券，只可卖出所持有的证券。',
        'zh-Hant': '內地投資者不得透過滬股通買入證券，只可賣出所持有的證券。',
      },
      requires: notMainlandInvestor,
      cites: [
        { instrument: 'CSRC Decree 200 (2022)' },
        { instrument: 'HKEX circular CT/088/22', url: 'https://ibkr.info/node/4592', seenOn: 'ibkr.info/node/4592, cjsc.com.hk' },
      ],
      confidence: 'secondary-page',
    },
    {
      id: 'SC-NB-01T',
      side: 'buy',
      from: '2022-07-25',
      to: '2023-07-23',
      says: {
        en: 'During the transition, only Mainland investors who already had a Northbound client identifier (BCAN) for China Connect may still buy.',
        'zh-Hans': '过渡期内，内地投资者只有已持有北向交易的券商客户编码（BCAN），方可继续买入。',
        'zh-Hant': '過渡期內，內地投資者只有已持有北向交易的券商客戶編碼（BCAN），方可繼續買入。',
      },
      requires: any(notMainlandInvestor, eq('investor.hasLegacyNorthboundBcan', true)),
      cites: [
        { instrument: 'Law-firm note on the transition for Mainland investors', seenOn: 'lff.com.hk' },
        {
          instrument: 'Broker note on the transition for Mainland investors',
          url: 'https://ibkr.info/node/4592',
          seenOn: 'ibkr.info/node/4592',
        },
      ],
      confidence: 'secondary-page',
    },
    {
      id: 'SC-NB-02',
      side: 'buy',
      from: '2016-12-05',
      says: {
        en: 'Only institutional professional investors may buy shares of the STAR Market and of ChiNext.',
        'zh-Hans': '科创板和创业板股票只限机构专业投资者买入。',
        'zh-Hant': '科創板及創業板股票只限機構專業投資者買入。',
      },
      when: isOneOf('product.board', 'STAR', 'CHINEXT'),
      requires: includes('investor.statuses', 'HK_IPI'),
      cites: [
        { instrument: 'Broker note on STAR Market and ChiNext shares', seenOn: 'easecurities.com.hk' },
        { instrument: 'Broker help page on Northbound trading', seenOn: 'solomonwin help page' },
      ],
      confidence: 'secondary-page',
      doubt: {
        en: 'The first days of ChiNext and STAR Market trading Northbound are not confirmed.',
        'zh-Hans': '创业板和科创板股票纳入北向交易的起始日期未经核实。',
        'zh-Hant': '創業板及科創板股票納入北向交易的起始日期未經核實。',
      },
    },
    {
      id: 'SC-NB-03',
      side: 'buy',
      from: '2023-03-13',
      says: {
        en: 'A share enters the list if its company has H shares listed in Hong Kong, or if it is in the SSE A Share or SZSE Composite Index, worth at least RMB 5 billion and liquid enough.',
        'zh-Hans':
          '符合以下任一条件的A股可纳入名单：其公司有H股在香港上市；或属上证A股指数或深证综合指数成份股、市值不低于人民币50亿元且符合流动性标准。',
        'zh-Hant':
          '符合以下任一條件的A股可納入名單：其公司有H股在香港上市；或屬上證A股指數或深證綜合指數成份股、市值不低於人民幣50億元且符合流動性標準。',
      },
      when: eq('product.productType', 'a_share'),
      requires: any(
        eq('product.hasListedHShare', true),
        all(
          includesAny('product.indexMemberships', 'SSE_A_SHARE', 'SZSE_COMPOSITE'),
          gte('product.marketCapCny', '5000000000'),
          eq('product.liquidityCriteriaMet', true),
        ),
      ),
      cites: [{ instrument: 'CSRC and SFC joint announcement of 19 December 2022' }, { instrument: 'HKEX news release 2212192news' }],
      confidence: 'official-page',
      explainsOnly: true,
    },
    {
      id: 'SC-NB-04',
      side: 'buy',
      from: '2024-07-22',
      says: {
        en: 'An ETF enters the list with average assets of at least RMB 500 million over six months, at least 60% in Mainland-listed and 60% in connect-eligible shares, six months after listing and a year after the launch of its index.',
        'zh-Hans':
          'ETF纳入名单须：最近六个月日均资产规模不低于人民币5亿元，跟踪指数成份股中内地上市股票权重及互联互通合资格股票权重均不低于60%，上市满六个月，且跟踪指数发布满一年。',
        'zh-Hant':
          'ETF納入名單須：最近六個月日均資產規模不低於人民幣5億元，追蹤指數成份股中內地上市股票權重及互聯互通合資格股票權重均不低於60%，上市滿六個月，且追蹤指數發布滿一年。',
      },
      when: eq('product.productType', 'etf'),
      requires: all(
        gte('product.averageAum6mCny', '500000000'),
        gte('product.mainlandListedWeightPct', '60'),
        gte('product.connectEligibleWeightPct', '60'),
        gte('product.listedMonths', 6),
        gte('product.indexAgeMonths', 12),
      ),
      cites: [
        { instrument: 'SSE Shang Zheng Fa [2024] 76' },
        { instrument: 'News report on the relaxed ETF criteria', url: 'https://en.imsilkroad.com/p/340689' },
        { instrument: 'Note on the six-month and one-year limbs', seenOn: 'sovereigngroup p=100700' },
      ],
      confidence: 'secondary-page',
      explainsOnly: true,
    },
    {
      id: 'SC-NB-05',
      side: 'sell',
      from: '2014-11-17',
      says: {
        en: 'Whoever holds a security through Northbound trading may sell it; what leaves the list becomes sell-only.',
        'zh-Hans': '通过沪股通持有证券者可以卖出；调出名单的证券只可卖出，不可买入。',
        'zh-Hant': '透過滬股通持有證券者可以賣出；調出名單的證券只可賣出，不可買入。',
      },
      requires: all(),
      cites: [
        { instrument: 'CSRC Decree 200 (2022), on the sell-only regime' },
        { instrument: 'HKEX circular CT/088/22, on the sell-only regime' },
        { instrument: 'List of securities open for sell orders only' },
      ],
      confidence: 'secondary-page',
      doubt: {
        en: 'The rule for selling was inferred from the sell-only regime; its own clause was not seen.',
        'zh-Hans': '卖出规则由“只可卖出”的安排推知，未见其原文条款。',
        'zh-Hant': '賣出規則由「只可賣出」的安排推知，未見其原文條款。',
      },
    },
  ],
};
