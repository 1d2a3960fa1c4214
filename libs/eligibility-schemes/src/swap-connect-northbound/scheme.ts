import { all, eq, includes, isOneOf, lte, ne } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** RMB interest rate swaps of the Mainland's interbank market, traded and cleared from Hong Kong by overseas institutions. */
export const swapConnectNorthbound: Scheme = {
  id: 'swap-connect-northbound',
  names: { en: 'Swap Connect, Northbound', 'zh-Hans': '北向互换通', 'zh-Hant': '北向互換通' },
  kind: 'channel',
  direction: 'northbound',
  theme: 'risk-management',
  inForceFrom: '2023-05-15',
  productTypes: ['irs'],
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'The clearing limit was RMB 4 billion at launch; its present value, and the daily net limit after 2025, are not confirmed. That the swap serves risk management is not checked here.',
    'zh-Hans': '清算限额于启用时为人民币40亿元；其现值以及2025年之后的每日净限额未经核实。交易是否用于风险管理不在此核对。',
    'zh-Hant': '結算限額於啟用時為人民幣40億元；其現值以及2025年之後的每日淨限額未經核實。交易是否用於風險管理不在此核對。',
  },
  rules: [
    {
      id: 'SW-01',
      side: 'both',
      from: '2023-05-15',
      says: {
        en: 'Only overseas institutions that entered the interbank bond market by CIBM Direct or Bond Connect may trade.',
        'zh-Hans': '只限经直投模式或债券通进入银行间债券市场的境外机构参与。',
        'zh-Hant': '只限經直投模式或債券通進入銀行間債券市場的境外機構參與。',
      },
      requires: all(
        eq('investor.kind', 'institution'),
        ne('investor.accountMarket', 'CN'),
        includes('investor.statuses', 'PBOC_CIBM_FILED'),
      ),
      cites: [{ instrument: 'Bond Connect Company page on Swap Connect', seenOn: 'chinabondconnect swap mechanism page' }],
      confidence: 'official-page',
    },
    {
      id: 'SW-02P',
      side: 'both',
      from: '2023-05-15',
      to: '2025-09-21',
      says: {
        en: 'The floating rate is FR007, SHIBOR 3M or SHIBOR O/N.',
        'zh-Hans': '浮动端参考利率限于FR007、Shibor 3M或Shibor O/N。',
        'zh-Hant': '浮動端參考利率限於FR007、Shibor 3M或Shibor O/N。',
      },
      requires: isOneOf('product.floatingRateIndex', 'FR007', 'SHIBOR3M', 'SHIBORON'),
      cites: [
        { instrument: 'Bond Connect Company page on Swap Connect', seenOn: 'chinabondconnect swap mechanism page' },
        { instrument: 'HKEX news release 250922news (for the last day)' },
      ],
      confidence: 'official-page',
    },
    {
      id: 'SW-02',
      side: 'both',
      from: '2025-09-22',
      announcedOn: '2025-05-15',
      operationalOn: '2025-09-22',
      succeeds: 'SW-02P',
      says: {
        en: 'The floating rate is FR007, SHIBOR 3M, SHIBOR O/N or LPR 1Y.',
        'zh-Hans': '浮动端参考利率限于FR007、Shibor 3M、Shibor O/N或LPR 1Y。',
        'zh-Hant': '浮動端參考利率限於FR007、Shibor 3M、Shibor O/N或LPR 1Y。',
      },
      requires: isOneOf('product.floatingRateIndex', 'FR007', 'SHIBOR3M', 'SHIBORON', 'LPR1Y'),
      cites: [{ instrument: 'HKEX news release of 22 September 2025 (250922news)' }],
      confidence: 'official-page',
    },
    {
      id: 'SW-03',
      side: 'both',
      from: '2025-06-30',
      announcedOn: '2025-05-15',
      operationalOn: '2025-06-30',
      says: {
        en: 'A swap on FR007 or SHIBOR 3M has at most 30 years left.',
        'zh-Hans': '参考FR007或Shibor 3M的互换合约，剩余期限不超过30年。',
        'zh-Hant': '參考FR007或Shibor 3M的互換合約，剩餘期限不超過30年。',
      },
      when: isOneOf('product.floatingRateIndex', 'FR007', 'SHIBOR3M'),
      requires: lte('product.remainingTenorYears', '30'),
      cites: [
        { instrument: 'SHCH notice of 27 June 2025', seenOn: 'reportify' },
        { instrument: 'PBOC, SFC and HKMA announcement of 15 May 2025' },
      ],
      confidence: 'secondary-page',
    },
    {
      id: 'SW-04P',
      side: 'both',
      from: '2023-05-15',
      to: '2025-10-12',
      says: {
        en: 'The daily net limit of the whole market is RMB 20 billion.',
        'zh-Hans': '全市场每日净限额为人民币200亿元。',
        'zh-Hant': '全市場每日淨限額為人民幣200億元。',
      },
      requires: lte('trade.schemeDailyNetAfterCny', '20000000000'),
      cites: [
        { instrument: 'News report on the launch of Swap Connect', seenOn: 'ecns 2023-05-06' },
        { instrument: 'News report on the launch of Swap Connect', seenOn: 'imsilkroad 333886' },
      ],
      confidence: 'secondary-page',
      about: 'capacity',
    },
    {
      id: 'SW-04',
      side: 'both',
      from: '2025-10-13',
      announcedOn: '2025-09-25',
      succeeds: 'SW-04P',
      says: {
        en: 'The daily net limit of the whole market is RMB 45 billion.',
        'zh-Hans': '全市场每日净限额为人民币450亿元。',
        'zh-Hant': '全市場每日淨限額為人民幣450億元。',
      },
      requires: lte('trade.schemeDailyNetAfterCny', '45000000000'),
      cites: [
        { instrument: 'CFETS notice of 25 September 2025', seenOn: 'etnet 20250925764' },
        { instrument: 'Note on the daily net limit', seenOn: 'reg-track' },
      ],
      confidence: 'secondary-page',
      about: 'capacity',
    },
  ],
};
