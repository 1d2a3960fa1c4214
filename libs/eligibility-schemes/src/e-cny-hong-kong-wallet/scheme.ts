import { all, lte } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** The e-CNY wallet that Hong Kong residents open with a local mobile number. */
export const eCnyHongKongWallet: Scheme = {
  id: 'e-cny-hong-kong-wallet',
  names: { en: 'e-CNY wallet for Hong Kong residents', 'zh-Hans': '数字人民币香港钱包', 'zh-Hant': '數字人民幣香港錢包' },
  kind: 'channel',
  direction: 'northbound',
  theme: 'digital-rmb',
  inForceFrom: '2024-05-17',
  productTypes: ['ecny_wallet'],
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'The tier of simplified registration. Changes of the limits in 2026 are not confirmed.',
    'zh-Hans': '简易实名登记类别的钱包。2026年限额有否调整未经核实。',
    'zh-Hant': '簡易實名登記類別的錢包。2026年限額有否調整未經核實。',
  },
  rules: [
    {
      id: 'ECNY-01',
      side: 'both',
      from: '2024-05-17',
      says: {
        en: 'A Hong Kong wallet of simplified registration pays at most RMB 2,000 at once, RMB 5,000 a day and RMB 50,000 a year, and holds at most RMB 10,000.',
        'zh-Hans':
          '简易登记的香港钱包：单笔支付不超过人民币2,000元，每日累计不超过人民币5,000元，每年累计不超过人民币50,000元，余额不超过人民币10,000元。',
        'zh-Hant':
          '簡易登記的香港錢包：單筆支付不超過人民幣2,000元，每日累計不超過人民幣5,000元，每年累計不超過人民幣50,000元，餘額不超過人民幣10,000元。',
      },
      requires: all(
        lte('trade.amountCny', '2000'),
        lte('trade.dayTotalCny', '5000'),
        lte('trade.yearTotalCny', '50000'),
        lte('trade.balanceAfterCny', '10000'),
      ),
      cites: [
        { instrument: 'News report on the e-CNY wallet in Hong Kong', seenOn: 'chinascope 35128 (CNA)' },
        { instrument: 'News report on the e-CNY wallet in Hong Kong', seenOn: 'coincentral' },
      ],
      confidence: 'secondary-page',
    },
  ],
};
