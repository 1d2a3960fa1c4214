import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Securities overseas for Mainland institutions with a quota of SAFE. Nothing that a machine may decide is confirmed. */
export const qualifiedDomesticInvestor: Scheme = {
  id: 'qualified-domestic-investor',
  names: { en: 'Qualified Domestic Institutional Investor (QDII/RQDII)', 'zh-Hans': '合格境内机构投资者', 'zh-Hant': '合格境內機構投資者' },
  kind: 'channel',
  direction: 'southbound',
  theme: 'rmb-asset-allocation',
  inForceFrom: '2006-04-13',
  productTypes: ['hk_share', 'etf', 'bond', 'fund'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'A SAFE quota is needed; the exact first day is unverified. To confirm: the first day, and which classes of institutions may buy which products.',
    'zh-Hans': '须取得国家外汇管理局的投资额度；确切起始日未经核实。待核实：起始日，以及各类机构可投资的产品。',
    'zh-Hant': '須取得國家外匯管理局的投資額度；確切起始日未經核實。待核實：起始日，以及各類機構可投資的產品。',
  },
  rules: [],
};
