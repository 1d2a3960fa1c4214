import { all, eq, includes, isOneOf, ne } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Bonds of the Mainland's interbank market, traded from Hong Kong by overseas institutions. */
export const bondConnectNorthbound: Scheme = {
  id: 'bond-connect-northbound',
  names: { en: 'Bond Connect, Northbound', 'zh-Hans': '债券通北向通', 'zh-Hant': '債券通北向通' },
  kind: 'channel',
  direction: 'northbound',
  theme: 'market-connectivity',
  inForceFrom: '2017-07-03',
  productTypes: ['bond'],
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: { en: 'No quota.', 'zh-Hans': '不设额度限制。', 'zh-Hant': '不設額度限制。' },
  rules: [
    {
      id: 'BC-NB-01',
      side: 'both',
      from: '2017-07-03',
      says: {
        en: 'Only overseas institutional investors of the listed classes may trade: central banks, international organisations, sovereign funds, financial institutions and the products they issue, pension, charity and endowment funds.',
        'zh-Hans':
          '只限以下类别的境外机构投资者参与：央行或货币当局、国际金融组织、主权财富基金，各类金融机构及其发行的投资产品，以及养老基金、慈善基金和捐赠基金。',
        'zh-Hant':
          '只限以下類別的境外機構投資者參與：央行或貨幣當局、國際金融組織、主權財富基金，各類金融機構及其發行的投資產品，以及養老基金、慈善基金及捐贈基金。',
      },
      requires: all(
        eq('investor.kind', 'institution'),
        ne('investor.accountMarket', 'CN'),
        isOneOf(
          'investor.institutionClass',
          'central_bank',
          'intl_org',
          'sovereign_fund',
          'commercial_bank',
          'insurer',
          'securities_firm',
          'fund_manager',
          'futures_firm',
          'trust_company',
          'other_asset_manager',
          'investment_product',
          'pension',
          'charity',
          'endowment',
        ),
      ),
      cites: [
        { instrument: 'PBOC Notice [2016] 3', seenOn: 'dechert 2017' },
        { instrument: 'News report on the investor classes', seenOn: 'gmt8press 313228' },
      ],
      confidence: 'secondary-page',
    },
    {
      id: 'BC-NB-02',
      side: 'both',
      from: '2017-07-03',
      says: {
        en: 'The investor needs a filing notice of the People’s Bank of China before trading.',
        'zh-Hans': '投资者须在交易前取得中国人民银行的备案通知书。',
        'zh-Hant': '投資者須在交易前取得中國人民銀行的備案通知書。',
      },
      requires: includes('investor.statuses', 'PBOC_CIBM_FILED'),
      cites: [
        { instrument: 'CMU page on Bond Connect Northbound', seenOn: 'cmu.org.hk bond-connect-northbound' },
        { instrument: 'Bond Connect Company page on backup trading', seenOn: 'chinabondconnect backup-trading' },
      ],
      confidence: 'official-page',
    },
  ],
};
