import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** RMB bonds that overseas issuers issue onshore; whether the issuer may offer them. Nothing that a machine may decide is confirmed. */
export const pandaBond: Scheme = {
  id: 'panda-bond',
  names: { en: 'Panda bond', 'zh-Hans': '熊猫债', 'zh-Hant': '熊貓債' },
  kind: 'issuance',
  direction: 'northbound',
  theme: 'offshore-financing',
  inForceFrom: '2018-09-08',
  productTypes: ['bond'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'An overseas issuer on the onshore market. To confirm: the registration with NAFMII of non-financial issuers, the approval of financial ones, and what each class of issuer has to show.',
    'zh-Hans': '境外发行人在境内市场发行。待核实：非金融类发行人在交易商协会的注册、金融类发行人的核准，以及各类发行人须提交的材料。',
    'zh-Hant': '境外發行人在境內市場發行。待核實：非金融類發行人在交易商協會的註冊、金融類發行人的核准，以及各類發行人須提交的材料。',
  },
  rules: [],
};
