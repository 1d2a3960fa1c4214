import { eq, includes, isOneOf } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { hongKongTexts } from '../authoritative-language.js';

/** Repo offshore on bonds that were bought through Northbound Bond Connect. */
export const offshoreRmbBondRepo: Scheme = {
  id: 'offshore-rmb-bond-repo',
  names: { en: 'Offshore RMB bond repo', 'zh-Hans': '离岸人民币债券回购', 'zh-Hant': '離岸人民幣債券回購' },
  kind: 'channel',
  direction: 'offshore',
  theme: 'risk-management',
  inForceFrom: '2025-02-10',
  productTypes: ['repo'],
  coverage: 'partial',
  authoritativeLanguage: hongKongTexts,
  rules: [
    {
      id: 'REPO-01',
      side: 'both',
      from: '2025-02-10',
      says: {
        en: 'Only existing investors of Northbound Bond Connect may take part.',
        'zh-Hans': '只限现有的债券通北向通投资者参与。',
        'zh-Hant': '只限現有的債券通北向通投資者參與。',
      },
      requires: includes('investor.statuses', 'NB_BOND_CONNECT_INVESTOR'),
      cites: [{ instrument: 'HKMA press release of 8 July 2025' }],
      confidence: 'official-page',
    },
    {
      id: 'REPO-02P',
      side: 'both',
      from: '2025-02-10',
      to: '2025-08-24',
      says: { en: 'Settled in RMB only.', 'zh-Hans': '只以人民币结算。', 'zh-Hant': '只以人民幣結算。' },
      requires: eq('trade.settlementCurrency', 'CNY'),
      cites: [
        { instrument: 'HKMA press release of 8 July 2025' },
        { instrument: 'News report on offshore RMB bond repo', seenOn: 'globalexchanges 142328' },
      ],
      confidence: 'official-page',
    },
    {
      id: 'REPO-02',
      side: 'both',
      from: '2025-08-25',
      announcedOn: '2025-07-08',
      succeeds: 'REPO-02P',
      says: {
        en: 'Settled in RMB, HKD, USD or EUR.',
        'zh-Hans': '可以人民币、港元、美元或欧元结算。',
        'zh-Hant': '可以人民幣、港元、美元或歐元結算。',
      },
      requires: isOneOf('trade.settlementCurrency', 'CNY', 'HKD', 'USD', 'EUR'),
      cites: [{ instrument: 'HKMA press release of 8 July 2025' }],
      confidence: 'official-page',
    },
  ],
};
