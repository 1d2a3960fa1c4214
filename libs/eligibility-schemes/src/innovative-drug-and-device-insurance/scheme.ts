import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { textsOfBothSides } from '../authoritative-language.js';

/** Insurance that covers innovative drugs and devices named by list and version. Nothing that a machine may decide is confirmed. */
export const innovativeDrugAndDeviceInsurance: Scheme = {
  id: 'innovative-drug-and-device-insurance',
  names: { en: 'Insurance for innovative drugs and devices', 'zh-Hans': '创新药械保险', 'zh-Hant': '創新藥械保險' },
  kind: 'channel',
  direction: 'both',
  theme: 'innovation-insurance',
  inForceFrom: '2026-01-01',
  productTypes: ['insurance'],
  coverage: 'none',
  authoritativeLanguage: textsOfBothSides,
  note: {
    en: 'The covered therapies are named by list and version; the entry terms were not found. To confirm: who may be insured, in which territory, on which terms.',
    'zh-Hans': '保障范围以药械清单及其版本为准；未查到投保条件。待核实：可投保人群、适用地区及投保条件。',
    'zh-Hant': '保障範圍以藥械清單及其版本為準；未查到投保條件。待核實：可投保人群、適用地區及投保條件。',
  },
  rules: [],
};
