import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Bonds issued in the free-trade zone and treated as foreign debt; whether the issuer may offer them. Nothing that a machine may decide is confirmed. */
export const freeTradeZoneOffshoreBond: Scheme = {
  id: 'free-trade-zone-offshore-bond',
  names: { en: 'Free-trade-zone offshore bond', 'zh-Hans': '自贸离岸债（明珠债）', 'zh-Hant': '自貿離岸債（明珠債）' },
  kind: 'issuance',
  direction: 'offshore',
  theme: 'belt-and-road',
  inForceFrom: '2019-11-01',
  productTypes: ['bond'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Treated as foreign debt; the exact first day is unverified. To confirm: the first day, who may issue, who may buy, and the place of registration.',
    'zh-Hans': '按外债管理；确切起始日未经核实。待核实：起始日、发行人与投资者范围，以及登记托管机构。',
    'zh-Hant': '按外債管理；確切起始日未經核實。待核實：起始日、發行人與投資者範圍，以及登記託管機構。',
  },
  rules: [],
};
