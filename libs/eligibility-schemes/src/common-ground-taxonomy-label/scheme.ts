import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { textsOfBothSides } from '../authoritative-language.js';

/** Whether a product may be called green by the common taxonomy of China and the EU; the label grants nobody access. Nothing that a machine may decide is confirmed. */
export const commonGroundTaxonomyLabel: Scheme = {
  id: 'common-ground-taxonomy-label',
  names: { en: 'Common Ground Taxonomy label', 'zh-Hans': '共同分类目录', 'zh-Hant': '共通綠色分類目錄' },
  kind: 'label',
  direction: 'both',
  theme: 'green-finance',
  inForceFrom: '2021-11-04',
  productTypes: ['bond', 'loan', 'fund'],
  coverage: 'none',
  authoritativeLanguage: textsOfBothSides,
  note: {
    en: 'Covers 72 activities; the exact first day is unverified. To confirm: the first day, and which evidence by whom the label needs.',
    'zh-Hans': '涵盖72项经济活动；确切起始日未经核实。待核实：起始日，以及标识所需的证明及出具机构。',
    'zh-Hant': '涵蓋72項經濟活動；確切起始日未經核實。待核實：起始日，以及標識所需的證明及出具機構。',
  },
  rules: [],
};
