import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** The Mainland’s interbank bond market, entered through an onshore settlement agent. Nothing that a machine may decide is confirmed. */
export const cibmDirect: Scheme = {
  id: 'cibm-direct',
  names: { en: 'CIBM Direct', 'zh-Hans': '银行间债券市场直投模式', 'zh-Hant': '銀行間債券市場直投模式' },
  kind: 'channel',
  direction: 'northbound',
  theme: 'market-connectivity',
  inForceFrom: '2016-02-17',
  productTypes: ['bond', 'irs', 'repo'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'The same investor classes as Bond Connect Northbound, through an onshore settlement agent, without a quota. To confirm: the classes, the filing and the products of each class, from the notice itself.',
    'zh-Hans':
      '投资者类别与债券通北向通相同，通过境内结算代理人参与，不设额度。待核实：公告原文中的投资者类别、备案要求及各类别可投资的产品。',
    'zh-Hant':
      '投資者類別與債券通北向通相同，透過境內結算代理人參與，不設額度。待核實：公告原文中的投資者類別、備案要求及各類別可投資的產品。',
  },
  rules: [],
};
