import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Whether a bond may be called a technology innovation bond; the label grants nobody access. Nothing that a machine may decide is confirmed. */
export const technologyInnovationBond: Scheme = {
  id: 'technology-innovation-bond',
  names: { en: 'Technology innovation bond', 'zh-Hans': '科技创新债券', 'zh-Hant': '科技創新債券' },
  kind: 'label',
  direction: 'onshore',
  theme: 'technology-finance',
  inForceFrom: null,
  productTypes: ['bond'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Nothing about this label is verified. To confirm: the first day, the classes of issuers and the use of proceeds.',
    'zh-Hans': '有关该标识的内容均未经核实。待核实：起始日、发行人类别及募集资金用途。',
    'zh-Hant': '有關該標識的內容均未經核實。待核實：起始日、發行人類別及募集資金用途。',
  },
  rules: [],
};
