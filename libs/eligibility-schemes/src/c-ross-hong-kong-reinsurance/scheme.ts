import { all, any, eq, gte, isOneOf, lte } from '@jinqiao/eligibility-rules/conditions';
import type { Condition } from '@jinqiao/eligibility-rules/condition';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { textsOfBothSides } from '../authoritative-language.js';

/** A professional reinsurer of the Insurance Authority rated A- (notch 7) or better, with these solvency ratios for general or composite and for long-term business. */
const eligibleReinsurer = (generalPct: string, longTermPct: string): Condition =>
  all(
    eq('product.reinsurerIaAuthorisedProfessional', true),
    lte('product.reinsurerRatingNotch', 7),
    any(
      all(isOneOf('product.reinsurerBusiness', 'general', 'composite'), gte('product.reinsurerSolvencyPct', generalPct)),
      all(eq('product.reinsurerBusiness', 'long_term'), gte('product.reinsurerSolvencyPct', longTermPct)),
    ),
  );

/** The lighter capital charge of a Mainland insurer that cedes to a Hong Kong reinsurer. */
export const cRossHongKongReinsurance: Scheme = {
  id: 'c-ross-hong-kong-reinsurance',
  names: {
    en: 'C-ROSS treatment of Hong Kong reinsurers',
    'zh-Hans': '偿二代香港再保险优惠',
    'zh-Hant': '償二代香港再保險優惠',
  },
  kind: 'treatment',
  direction: 'southbound',
  theme: 'reinsurance',
  inForceFrom: '2018-07-02',
  productTypes: ['reinsurance'],
  coverage: 'partial',
  authoritativeLanguage: textsOfBothSides,
  note: {
    en: 'The first day of the test of 150% and 125% is approximated by the date of the page; two pages of the Insurance Authority disagree.',
    'zh-Hans': '150%及125%标准的起始日以网页更新日期近似；保险业监管局的两个网页内容不一致。',
    'zh-Hant': '150%及125%標準的起始日以網頁更新日期近似；保險業監管局的兩個網頁內容不一致。',
  },
  rules: [
    {
      id: 'RE-01',
      side: 'both',
      from: '2025-11-10',
      succeeds: 'RE-01P',
      says: {
        en: 'Ceding to an eligible Hong Kong professional reinsurer counts with the factor 0.077: rated A- or better, with a solvency ratio of at least 150% for general or composite business, or 125% for long-term business.',
        'zh-Hans':
          '向合资格的香港专业再保险公司分出业务，适用0.077的因子：评级不低于A-，一般或综合业务的偿付能力充足率不低于150%，长期业务不低于125%。',
        'zh-Hant':
          '向合資格的香港專業再保險公司分出業務，適用0.077的因子：評級不低於A-，一般或綜合業務的償付能力充足率不低於150%，長期業務不低於125%。',
      },
      requires: eligibleReinsurer('150', '125'),
      cites: [{ instrument: 'Insurance Authority page on C-ROSS (updated 10 November 2025)', seenOn: 'ia.org.hk C-ROSS page' }],
      confidence: 'official-page',
      doubt: {
        en: 'The true first day was not seen.',
        'zh-Hans': '未见实际起始日。',
        'zh-Hant': '未見實際起始日。',
      },
    },
    {
      id: 'RE-01P',
      side: 'both',
      from: '2018-07-02',
      to: '2025-11-09',
      says: {
        en: 'Ceding to an eligible Hong Kong professional reinsurer counted with the factor 0.087: rated A- or better, with a solvency ratio of at least 200% for general or composite business, or 150% for long-term business.',
        'zh-Hans':
          '向合资格的香港专业再保险公司分出业务，适用0.087的因子：评级不低于A-，一般或综合业务的偿付能力充足率不低于200%，长期业务不低于150%。',
        'zh-Hant':
          '向合資格的香港專業再保險公司分出業務，適用0.087的因子：評級不低於A-，一般或綜合業務的償付能力充足率不低於200%，長期業務不低於150%。',
      },
      requires: eligibleReinsurer('200', '150'),
      cites: [
        { instrument: 'Note on the C-ROSS treatment of Hong Kong reinsurers', seenOn: 'ashford-benjamin' },
        { instrument: 'CBIRC questions and answers of 2021' },
      ],
      confidence: 'secondary-page',
      doubt: {
        en: 'The last day is approximated.',
        'zh-Hans': '终止日为近似日期。',
        'zh-Hant': '終止日為近似日期。',
      },
    },
  ],
};
