import { eq, gte } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Bonds that Mainland companies issue offshore; whether the issuer may offer them. */
export const offshoreBondByMainlandIssuer: Scheme = {
  id: 'offshore-bond-by-mainland-issuer',
  names: {
    en: 'Offshore (dim sum) bond by a Mainland issuer',
    'zh-Hans': '境内企业离岸债（点心债）',
    'zh-Hant': '境內企業離岸債（點心債）',
  },
  kind: 'issuance',
  direction: 'offshore',
  theme: 'offshore-financing',
  inForceFrom: '2023-02-10',
  productTypes: ['bond'],
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Registration with the NDRC from one year on. The term is read as what is left on the day, not as the term at issue.',
    'zh-Hans': '期限一年及以上者须经国家发展改革委审核登记。此处的期限指当日的剩余期限，而非发行期限。',
    'zh-Hant': '期限一年及以上者須經國家發展改革委審核登記。此處的期限指當日的剩餘期限，而非發行期限。',
  },
  rules: [
    {
      id: 'NDRC-01',
      side: 'both',
      from: '2023-02-10',
      says: {
        en: 'Medium and long-term foreign debt, of one year or more, is registered with the NDRC before it is issued.',
        'zh-Hans': '期限一年及以上的中长期外债，须在发行前取得国家发展改革委的审核登记。',
        'zh-Hant': '期限一年及以上的中長期外債，須在發行前取得國家發展改革委的審核登記。',
      },
      when: gte('product.remainingTenorYears', '1'),
      requires: eq('product.ndrcRegistrationCompleted', true),
      cites: [
        { instrument: 'NDRC Order 56', article: 'Article 2', seenOn: 'lexiscn' },
        { instrument: 'Law-firm note (report within ten business days)', seenOn: 'jdsupra' },
      ],
      confidence: 'secondary-page',
    },
  ],
};
