import { all, any, eq, includesAny, isOneOf, lte, not } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

const primaryDealerOrQdii = includesAny('investor.statuses', 'OMO_PRIMARY_DEALER', 'QDII', 'RQDII');

/** Bonds of the Hong Kong market, traded from the Mainland. */
export const bondConnectSouthbound: Scheme = {
  id: 'bond-connect-southbound',
  names: { en: 'Bond Connect, Southbound', 'zh-Hans': '债券通南向通', 'zh-Hant': '債券通南向通' },
  kind: 'channel',
  direction: 'southbound',
  theme: 'market-connectivity',
  inForceFrom: '2021-09-24',
  productTypes: ['bond'],
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Net outflow of RMB 20 billion a day and RMB 500 billion a year; no later change was seen after 24 September 2025. That QDII and RQDII stand outside the quota was seen only in press reports.',
    'zh-Hans':
      '资金净流出每日额度为人民币200亿元，年度总额度为人民币5,000亿元；2025年9月24日之后未见调整。QDII及RQDII不占用额度一事仅见于新闻报道。',
    'zh-Hant':
      '資金淨流出每日額度為人民幣200億元，年度總額度為人民幣5,000億元；2025年9月24日之後未見調整。QDII及RQDII不佔用額度一事僅見於新聞報道。',
  },
  rules: [
    {
      id: 'BC-SB-01P',
      side: 'both',
      from: '2021-09-24',
      to: '2025-07-07',
      says: {
        en: 'Only the 41 banks that are primary dealers in open market operations, and QDII and RQDII, may trade.',
        'zh-Hans': '只限41家公开市场业务一级交易商中的银行类金融机构，以及QDII和RQDII参与。',
        'zh-Hant': '只限41家公開市場業務一級交易商中的銀行類金融機構，以及QDII和RQDII參與。',
      },
      requires: primaryDealerOrQdii,
      cites: [
        { instrument: 'Bay Area page of 14 September 2021', seenOn: 'bayarea.gov.hk 20210914' },
        { instrument: 'Law-firm note on Southbound Bond Connect', seenOn: 'conventuslaw southbound' },
      ],
      confidence: 'official-page',
    },
    {
      id: 'BC-SB-01',
      side: 'both',
      from: '2025-07-08',
      announcedOn: '2025-07-08',
      succeeds: 'BC-SB-01P',
      says: {
        en: 'Besides primary dealers, QDII and RQDII, four non-bank classes of the Mainland may trade: securities firms, fund managers, insurers and wealth management companies.',
        'zh-Hans': '除一级交易商、QDII和RQDII外，内地四类非银行机构亦可参与：证券公司、基金公司、保险公司和理财公司。',
        'zh-Hant': '除一級交易商、QDII和RQDII外，內地四類非銀行機構亦可參與：證券公司、基金公司、保險公司和理財公司。',
      },
      requires: any(
        primaryDealerOrQdii,
        all(
          eq('investor.accountMarket', 'CN'),
          isOneOf('investor.institutionClass', 'securities_firm', 'fund_manager', 'insurer', 'wealth_mgmt_co'),
        ),
      ),
      cites: [
        { instrument: 'News report on the wider Southbound investor classes', seenOn: 'chinadailyasia 615487' },
        { instrument: 'News report on the wider Southbound investor classes', seenOn: 'SCMP 3317339' },
      ],
      confidence: 'secondary-page',
    },
    {
      id: 'BC-SB-02',
      side: 'buy',
      from: '2021-09-24',
      says: {
        en: 'Quota of the scheme: net outflow of at most RMB 20 billion a day and RMB 500 billion a year; QDII and RQDII stand outside it.',
        'zh-Hans': '机制额度：资金净流出每日不超过人民币200亿元，全年不超过人民币5,000亿元；QDII和RQDII不占用该额度。',
        'zh-Hant': '機制額度：資金淨流出每日不超過人民幣200億元，全年不超過人民幣5,000億元；QDII和RQDII不佔用該額度。',
      },
      when: not(includesAny('investor.statuses', 'QDII', 'RQDII')),
      requires: all(lte('trade.schemeDailyNetAfterCny', '20000000000'), lte('trade.schemeAnnualNetAfterCny', '500000000000')),
      cites: [
        { instrument: 'CMU page on Bond Connect Southbound (revised 24 September 2025)', seenOn: 'cmu.org.hk bond-connect-southbound' },
        { instrument: 'News report quoting the PBOC on QDII and RQDII', seenOn: 'marketnews MNI' },
      ],
      confidence: 'official-page',
      about: 'capacity',
    },
  ],
};
