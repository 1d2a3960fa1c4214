import { all, between, includes, lte } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { textsOfBothSides } from '../authoritative-language.js';

/** Payments of Mainland residents to Hong Kong, from the Internet Banking Payment System to the Faster Payment System. */
export const paymentConnectSouthbound: Scheme = {
  id: 'payment-connect-southbound',
  names: { en: 'Payment Connect, Southbound', 'zh-Hans': '跨境支付通南向', 'zh-Hant': '跨境支付通南向' },
  kind: 'channel',
  direction: 'southbound',
  theme: 'cross-border-clearing',
  inForceFrom: '2025-06-22',
  productTypes: ['payment_service'],
  coverage: 'partial',
  authoritativeLanguage: textsOfBothSides,
  note: {
    en: 'From IBPS to FPS. Changes in 2026 are not confirmed.',
    'zh-Hans': '由网上支付跨行清算系统（IBPS）至转数快（FPS）。2026年有否调整未经核实。',
    'zh-Hant': '由網上支付跨行清算系統（IBPS）至轉數快（FPS）。2026年有否調整未經核實。',
  },
  rules: [
    {
      id: 'PAY-SB-01',
      side: 'both',
      from: '2025-06-22',
      says: {
        en: 'The payer holds a Mainland identity card and stays within the yearly foreign exchange facility of USD 50,000; payments run from 07:00 to 23:00.',
        'zh-Hans': '付款人须持有内地居民身份证，且不超过每年等值5万美元的便利化额度；服务时间为07:00至23:00。',
        'zh-Hant': '付款人須持有內地居民身份證，且不超過每年等值5萬美元的便利化額度；服務時間為07:00至23:00。',
      },
      requires: all(
        includes('investor.identityDocuments', 'CN_ID'),
        lte('trade.yearTotalUsd', '50000'),
        between('trade.localTime', '07:00', '23:00'),
      ),
      cites: [
        { instrument: 'HKMA page on Payment Connect', seenOn: 'hkma payment-connect' },
        { instrument: 'News report on Payment Connect', seenOn: 'chinadailyhk 614353' },
        { instrument: 'News report on the hours', seenOn: 'TVB' },
      ],
      confidence: 'secondary-page',
    },
  ],
};
