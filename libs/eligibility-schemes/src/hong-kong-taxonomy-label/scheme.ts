import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { hongKongTexts } from '../authoritative-language.js';

/** Whether a product may be called green or transition by Hong Kong’s taxonomy; the label grants nobody access. Nothing that a machine may decide is confirmed. */
export const hongKongTaxonomyLabel: Scheme = {
  id: 'hong-kong-taxonomy-label',
  names: {
    en: 'Hong Kong Taxonomy for Sustainable Finance label',
    'zh-Hans': '香港可持续金融分类目录',
    'zh-Hant': '香港可持續金融分類目錄',
  },
  kind: 'label',
  direction: 'offshore',
  theme: 'green-finance',
  inForceFrom: '2024-05-03',
  productTypes: ['bond', 'loan', 'fund'],
  coverage: 'none',
  authoritativeLanguage: hongKongTexts,
  note: {
    en: 'Phase 2A was published on 22 January 2026; the exact first day is unverified. To confirm: the first day, and which evidence by whom the label needs.',
    'zh-Hans': '第2A阶段于2026年1月22日公布；确切起始日未经核实。待核实：起始日，以及标识所需的证明及出具机构。',
    'zh-Hant': '第2A階段於2026年1月22日公布；確切起始日未經核實。待核實：起始日，以及標識所需的證明及出具機構。',
  },
  rules: [],
};
