import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Bond repo of foreign institutions on the Mainland’s interbank market. Nothing that a machine may decide is confirmed. */
export const cibmOnshoreRepo: Scheme = {
  id: 'cibm-onshore-repo',
  names: { en: 'CIBM onshore repo for foreign institutions', 'zh-Hans': '境外机构债券回购', 'zh-Hant': '境外機構債券回購' },
  kind: 'channel',
  direction: 'northbound',
  theme: 'risk-management',
  inForceFrom: '2025-09-26',
  productTypes: ['repo'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Open to the foreign institutions of the interbank bond market, with a transition of twelve months for older contracts; no rule that a machine may decide is confirmed. To confirm: the classes of institutions, the collateral and the terms of the transition.',
    'zh-Hans': '面向银行间债券市场的境外机构，存量合约设12个月过渡期；尚无可供机器判断的已核实规则。待核实：机构类别、担保品及过渡期安排。',
    'zh-Hant': '面向銀行間債券市場的境外機構，存量合約設12個月過渡期；尚無可供機器判斷的已核實規則。待核實：機構類別、擔保品及過渡期安排。',
  },
  rules: [],
};
