import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Clearing and settlement of cross-border RMB payments. Nothing that a machine may decide is confirmed. */
export const cips: Scheme = {
  id: 'cips',
  names: { en: 'Cross-border Interbank Payment System', 'zh-Hans': '人民币跨境支付系统', 'zh-Hant': '人民幣跨境支付系統' },
  kind: 'channel',
  direction: 'both',
  theme: 'cross-border-clearing',
  inForceFrom: '2015-10-08',
  productTypes: ['clearing_service'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Direct and indirect participants; revised rules since 1 February 2026. To confirm: the conditions for direct and for indirect participants under the revised rules.',
    'zh-Hans': '分为直接参与者和间接参与者；修订后的业务规则自2026年2月1日起施行。待核实：修订后直接参与者和间接参与者的条件。',
    'zh-Hant': '分為直接參與者和間接參與者；修訂後的業務規則自2026年2月1日起施行。待核實：修訂後直接參與者和間接參與者的條件。',
  },
  rules: [],
};
