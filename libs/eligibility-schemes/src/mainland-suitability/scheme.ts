import { any, compared, includes } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';
import { everyProductType } from '../every-product-type.js';

/** A gate that holds a product's risk rating R against an ordinary investor's tolerance C. */
export const mainlandSuitability: Scheme = {
  id: 'mainland-suitability',
  names: { en: 'Mainland investor suitability', 'zh-Hans': '内地投资者适当性', 'zh-Hant': '內地投資者適當性' },
  kind: 'gate',
  direction: 'onshore',
  theme: 'standards-alignment',
  inForceFrom: '2017-07-01',
  productTypes: everyProductType,
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'An audience gate: the risk rating R against the tolerance C.',
    'zh-Hans': '受众准入要求：产品风险等级R与投资者风险承受能力等级C的匹配。',
    'zh-Hant': '受眾准入要求：產品風險等級R與投資者風險承受能力等級C的匹配。',
  },
  rules: [
    {
      id: 'CN-SUIT-01',
      side: 'both',
      from: '2017-07-01',
      says: {
        en: 'For an ordinary investor, the risk rating R of the product is at most his tolerance C.',
        'zh-Hans': '普通投资者所购产品的风险等级R不得高于其风险承受能力等级C。',
        'zh-Hant': '普通投資者所購產品的風險等級R不得高於其風險承受能力等級C。',
      },
      requires: any(includes('investor.statuses', 'CN_PROFESSIONAL'), compared('product.riskRatingR', 'lte', 'investor.riskToleranceC')),
      cites: [{ instrument: 'Broker table of 30 June 2017 on suitability', seenOn: 'chinalions 2017-06-30' }],
      confidence: 'secondary-page',
      doubt: {
        en: 'The first day, and which C matches which R, are not confirmed.',
        'zh-Hans': '生效日期以及C与R等级的对应关系未经核实。',
        'zh-Hant': '生效日期以及C與R等級的對應關係未經核實。',
      },
    },
  ],
};
