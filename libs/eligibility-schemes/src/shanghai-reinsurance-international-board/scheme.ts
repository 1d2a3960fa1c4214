import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Reinsurance registered and traded in Shanghai’s Lingang area. Nothing that a machine may decide is confirmed. */
export const shanghaiReinsuranceInternationalBoard: Scheme = {
  id: 'shanghai-reinsurance-international-board',
  names: { en: 'Shanghai reinsurance International Board', 'zh-Hans': '再保险国际板', 'zh-Hant': '再保險國際板' },
  kind: 'channel',
  direction: 'both',
  theme: 'reinsurance',
  inForceFrom: '2024-12-31',
  productTypes: ['reinsurance'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'The conditions of seats were not found. To confirm: who gets a seat, domestic or foreign, and which business may be placed.',
    'zh-Hans': '未查到席位条件。待核实：境内及境外机构取得席位的条件，以及可登记交易的业务。',
    'zh-Hant': '未查到席位條件。待核實：境內及境外機構取得席位的條件，以及可登記交易的業務。',
  },
  rules: [],
};
