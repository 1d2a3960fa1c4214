import { all, eq, gte, includesAny, isOneOf, not } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { hongKongTexts } from '../authoritative-language.js';

/** Securities of Hong Kong special purpose insurers, sold to eligible institutions. */
export const hongKongInsuranceLinkedSecurities: Scheme = {
  id: 'hong-kong-insurance-linked-securities',
  names: { en: 'Hong Kong insurance-linked securities', 'zh-Hans': '保险相连证券', 'zh-Hant': '保險相連證券' },
  kind: 'channel',
  direction: 'offshore',
  theme: 'reinsurance',
  inForceFrom: '2021-03-29',
  productTypes: ['ils'],
  coverage: 'partial',
  authoritativeLanguage: hongKongTexts,
  rules: [
    {
      id: 'ILS-01',
      side: 'both',
      from: '2021-03-29',
      says: {
        en: 'Only eligible institutional investors may take part, with at least USD 250,000; money of MPF and ORSO schemes and of retail collective schemes is excluded.',
        'zh-Hans': '只限合资格的机构投资者，认购额不低于25万美元；强积金计划、职业退休计划及零售集体投资计划的资金除外。',
        'zh-Hant': '只限合資格的機構投資者，認購額不低於25萬美元；強積金計劃、職業退休計劃及零售集體投資計劃的資金除外。',
      },
      requires: all(
        eq('investor.kind', 'institution'),
        isOneOf(
          'investor.institutionClass',
          'exchange_fmi',
          'licensed_corporation',
          'commercial_bank',
          'insurer',
          'fund_manager',
          'private_fund',
          'government',
          'securities_firm',
        ),
        not(includesAny('investor.vehicleFlags', 'MPF', 'ORSO', 'RETAIL_CIS')),
        gte('trade.considerationUsd', '250000'),
      ),
      cites: [
        { instrument: 'Cap. 41P', seenOn: 'worldservicesgroup 18184 (class list in part)' },
        { instrument: 'Note on the exclusions', seenOn: 'artemis' },
      ],
      confidence: 'secondary-page',
      doubt: {
        en: 'The list of investor classes was seen only in part.',
        'zh-Hans': '投资者类别清单仅见部分内容。',
        'zh-Hant': '投資者類別清單僅見部分內容。',
      },
    },
  ],
};
