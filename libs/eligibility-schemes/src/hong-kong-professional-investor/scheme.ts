import { all, any, eq, gte, includes } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { hongKongTexts } from '../authoritative-language.js';
import { everyProductType } from '../every-product-type.js';

/** A gate before products that may be offered to Hong Kong professional investors alone. */
export const hongKongProfessionalInvestor: Scheme = {
  id: 'hong-kong-professional-investor',
  names: {
    en: 'Hong Kong professional investors only',
    'zh-Hans': '仅限香港专业投资者',
    'zh-Hant': '僅限香港專業投資者',
  },
  kind: 'gate',
  direction: 'offshore',
  theme: 'standards-alignment',
  inForceFrom: '2018-07-13',
  productTypes: everyProductType,
  coverage: 'partial',
  authoritativeLanguage: hongKongTexts,
  note: { en: 'An audience gate.', 'zh-Hans': '受众准入要求。', 'zh-Hant': '受眾准入要求。' },
  rules: [
    {
      id: 'HK-PI-01',
      side: 'both',
      from: '2018-07-13',
      says: {
        en: 'A professional investor under Cap. 571D: an institutional professional investor; an individual with a portfolio of at least HKD 8 million; a corporation or partnership with a portfolio of at least HKD 8 million or total assets of at least HKD 40 million.',
        'zh-Hans':
          '第571D章所指的专业投资者：机构专业投资者；投资组合不少于800万港元的个人；投资组合不少于800万港元或总资产不少于4,000万港元的法团或合伙。',
        'zh-Hant':
          '第571D章所指的專業投資者：機構專業投資者；投資組合不少於800萬港元的個人；投資組合不少於800萬港元或總資產不少於4,000萬港元的法團或合夥。',
      },
      requires: any(
        includes('investor.statuses', 'HK_IPI'),
        all(eq('investor.kind', 'individual'), gte('investor.portfolioHkd', '8000000')),
        all(eq('investor.kind', 'institution'), any(gte('investor.portfolioHkd', '8000000'), gte('investor.totalAssetsHkd', '40000000'))),
      ),
      cites: [{ instrument: 'Cap. 571D, law-firm note of 1 June 2018', seenOn: 'onc.hk 2018-06-01' }],
      confidence: 'secondary-page',
      doubt: {
        en: 'The first day of the amendments of 2018 is not confirmed.',
        'zh-Hans': '2018年修订的生效日期未经核实。',
        'zh-Hant': '2018年修訂的生效日期未經核實。',
      },
    },
  ],
};
