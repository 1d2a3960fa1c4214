import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Bonds of Mainland issuers that are held overseas through the Shanghai Clearing House; whether the issuer may offer them. Nothing that a machine may decide is confirmed. */
export const yulanBond: Scheme = {
  id: 'yulan-bond',
  names: { en: 'Yulan bond', 'zh-Hans': '玉兰债', 'zh-Hant': '玉蘭債' },
  kind: 'issuance',
  direction: 'offshore',
  theme: 'belt-and-road',
  inForceFrom: '2020-12-01',
  productTypes: ['bond'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'An LEI is required at settlement; the exact first day is unverified. To confirm: the first day, the conditions for issuers, and how the LEI is checked.',
    'zh-Hans': '结算时须有法人识别编码（LEI）；确切起始日未经核实。待核实：起始日、发行人条件及LEI的核对方式。',
    'zh-Hant': '結算時須有法人識別編碼（LEI）；確切起始日未經核實。待核實：起始日、發行人條件及LEI的核對方式。',
  },
  rules: [],
};
