import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Onshore securities for overseas institutions with a licence of the CSRC. Nothing that a machine may decide is confirmed. */
export const qualifiedForeignInvestor: Scheme = {
  id: 'qualified-foreign-investor',
  names: { en: 'Qualified Foreign Investor (QFII/RQFII)', 'zh-Hans': '合格境外投资者', 'zh-Hant': '合格境外投資者' },
  kind: 'channel',
  direction: 'northbound',
  theme: 'rmb-asset-allocation',
  inForceFrom: '2020-11-01',
  productTypes: ['a_share', 'etf', 'bond', 'fund', 'private_fund', 'future', 'repo'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'A CSRC licence is needed; quotas were abolished. To confirm: the conditions of the licence, and the products and hedging purposes that are open on the day.',
    'zh-Hans': '须取得中国证监会的经营证券期货业务许可；额度限制已取消。待核实：许可条件，以及当日可投资的产品和套期保值用途。',
    'zh-Hant': '須取得中國證監會的經營證券期貨業務許可；額度限制已取消。待核實：許可條件，以及當日可投資的產品和套期保值用途。',
  },
  rules: [],
};
