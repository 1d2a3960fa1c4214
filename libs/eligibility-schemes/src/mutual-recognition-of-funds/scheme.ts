import { all, eq, gt, gte, isOneOf, lte } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Public funds of the Mainland and of Hong Kong, offered in each other's market. */
export const mutualRecognitionOfFunds: Scheme = {
  id: 'mutual-recognition-of-funds',
  names: { en: 'Mutual Recognition of Funds', 'zh-Hans': '基金互认', 'zh-Hant': '基金互認' },
  kind: 'channel',
  direction: 'both',
  theme: 'rmb-asset-allocation',
  inForceFrom: '2015-07-01',
  productTypes: ['fund', 'etf'],
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Investment quota of RMB 300 billion each way.',
    'zh-Hans': '资金进出双向额度各为人民币3,000亿元。',
    'zh-Hant': '資金進出雙向額度各為人民幣3,000億元。',
  },
  rules: [
    {
      id: 'MRF-01',
      side: 'both',
      from: '2015-07-01',
      says: {
        en: 'A recognised fund is more than a year old, of at least RMB 200 million, of an accepted class, authorised by its home regulator, and does not primarily invest in the host market.',
        'zh-Hans':
          '互认基金须成立一年以上，规模不低于人民币2亿元，属获认可的基金类别，经其所在地监管机构注册或认可，且不以对方市场为主要投资方向。',
        'zh-Hant':
          '互認基金須成立一年以上，規模不低於人民幣2億元，屬獲認可的基金類別，經其所在地監管機構註冊或認可，且不以對方市場為主要投資方向。',
      },
      requires: all(
        gt('product.monthsSinceInception', 12),
        gte('product.fundSizeCny', '200000000'),
        isOneOf('product.fundClass', 'equity', 'bond', 'mixed', 'unlisted_index', 'physical_etf'),
        eq('product.homeRegulatorAuthorised', true),
        eq('product.primarilyInvestsInHostMarket', false),
      ),
      cites: [
        { instrument: 'Investor education page on Mutual Recognition of Funds', seenOn: 'thechinfamily.hk MRF' },
        { instrument: 'SFC press release 15PR51' },
        { instrument: 'SFC FAQ (for Mainland funds, primarily means more than 20%)' },
      ],
      confidence: 'official-page',
    },
    {
      id: 'MRF-02P',
      side: 'both',
      from: '2015-07-01',
      to: '2024-12-31',
      says: {
        en: 'Investors of the host market hold at most 50% of the fund.',
        'zh-Hans': '基金在对方市场的销售规模不得超过基金总资产的50%。',
        'zh-Hant': '基金在對方市場的銷售規模不得超過基金總資產的50%。',
      },
      requires: lte('trade.hostMarketHoldingPctAfter', '50'),
      cites: [
        { instrument: 'Investor education page on Mutual Recognition of Funds', seenOn: 'thechinfamily.hk' },
        { instrument: 'Law-firm note on the 2025 provisions', seenOn: 'junhe 2576' },
      ],
      confidence: 'official-page',
    },
    {
      id: 'MRF-02',
      side: 'both',
      from: '2025-01-01',
      succeeds: 'MRF-02P',
      says: {
        en: 'Investors of the host market hold at most 80% of the fund.',
        'zh-Hans': '基金在对方市场的销售规模不得超过基金总资产的80%。',
        'zh-Hant': '基金在對方市場的銷售規模不得超過基金總資產的80%。',
      },
      requires: lte('trade.hostMarketHoldingPctAfter', '80'),
      cites: [
        { instrument: 'CSRC Provisions on recognised Hong Kong funds' },
        { instrument: 'Law-firm notes on the 2025 provisions', seenOn: 'junhe 2576, conventuslaw 123489, timothyloh' },
      ],
      confidence: 'secondary-page',
    },
  ],
};
