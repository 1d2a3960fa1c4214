import { all, includesAny, lte } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { textsOfBothSides } from '../authoritative-language.js';

/** Payments of Hong Kong residents to the Mainland, from the Faster Payment System to the Internet Banking Payment System. */
export const paymentConnectNorthbound: Scheme = {
  id: 'payment-connect-northbound',
  names: { en: 'Payment Connect, Northbound', 'zh-Hans': '跨境支付通北向', 'zh-Hant': '跨境支付通北向' },
  kind: 'channel',
  direction: 'northbound',
  theme: 'cross-border-clearing',
  inForceFrom: '2025-06-22',
  productTypes: ['payment_service'],
  coverage: 'partial',
  authoritativeLanguage: textsOfBothSides,
  note: {
    en: 'From FPS to IBPS. The HKMA states the limits for each participating institution, a news report for each bank account; changes in 2026 are not confirmed.',
    'zh-Hans':
      '由转数快（FPS）至网上支付跨行清算系统（IBPS）。金管局称限额按每家参与机构计算，新闻报道则称按每个银行账户计算；2026年有否调整未经核实。',
    'zh-Hant':
      '由轉數快（FPS）至網上支付跨行清算系統（IBPS）。金管局稱限額按每家參與機構計算，新聞報道則稱按每個銀行帳戶計算；2026年有否調整未經核實。',
  },
  rules: [
    {
      id: 'PAY-NB-01',
      side: 'both',
      from: '2025-06-22',
      says: {
        en: 'The payer holds a Hong Kong identity card and sends at most HKD 10,000 a day and HKD 200,000 a year through each participating institution.',
        'zh-Hans': '付款人须持有香港身份证；在每家参与机构，每日不超过10,000港元，每年不超过200,000港元。',
        'zh-Hant': '付款人須持有香港身份證；在每家參與機構，每日不超過10,000港元，每年不超過200,000港元。',
      },
      requires: all(
        includesAny('investor.identityDocuments', 'HKID', 'HK_PR_ID'),
        lte('trade.dayTotalAtInstitutionHkd', '10000'),
        lte('trade.yearTotalAtInstitutionHkd', '200000'),
      ),
      cites: [{ instrument: 'HKMA page on Payment Connect', seenOn: 'hkma.gov.hk payment-connect' }],
      confidence: 'official-page',
    },
  ],
};
