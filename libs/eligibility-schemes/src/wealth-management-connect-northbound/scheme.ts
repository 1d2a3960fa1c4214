import { all, any, eq, includes, includesAny, lte, not } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { textsOfBothSides } from '../authoritative-language.js';

/** Mainland deposits, wealth products and public funds for individuals of Hong Kong. */
export const wealthManagementConnectNorthbound: Scheme = {
  id: 'wealth-management-connect-northbound',
  names: {
    en: 'Cross-boundary Wealth Management Connect, Northbound',
    'zh-Hans': '跨境理财通北向通',
    'zh-Hant': '跨境理財通北向通',
  },
  kind: 'channel',
  direction: 'northbound',
  theme: 'rmb-asset-allocation',
  inForceFrom: '2021-09-10',
  productTypes: ['fund', 'bank_wmp', 'rmb_deposit'],
  coverage: 'partial',
  authoritativeLanguage: textsOfBothSides,
  note: {
    en: 'Greater Bay Area only. No condition on products before 26 February 2024 was seen.',
    'zh-Hans': '只限粤港澳大湾区。未见2024年2月26日之前的产品条件。',
    'zh-Hant': '只限粵港澳大灣區。未見2024年2月26日之前的產品條件。',
  },
  rules: [
    {
      id: 'WMC-NB-01',
      side: 'both',
      from: '2021-09-10',
      says: {
        en: 'The investor holds a Hong Kong identity card and is not a vulnerable customer.',
        'zh-Hans': '投资者须持有香港身份证，且不属于弱势客户。',
        'zh-Hant': '投資者須持有香港身份證，且不屬於弱勢客戶。',
      },
      requires: all(includesAny('investor.identityDocuments', 'HKID', 'HK_PR_ID'), eq('investor.vulnerableCustomer', false)),
      cites: [{ instrument: 'Bank page on Wealth Management Connect', seenOn: 'bochk.com wealthconnect' }],
      confidence: 'secondary-page',
    },
    {
      id: 'WMC-NB-02',
      side: 'both',
      from: '2024-02-26',
      says: {
        en: 'What crosses: RMB deposits; public wealth products rated R1 to R3, cash management products excepted; public funds rated R1 to R4, commodity futures funds excepted.',
        'zh-Hans':
          '可投资产品：人民币存款；风险等级R1至R3的公募理财产品（现金管理类产品除外）；风险等级R1至R4的公募证券投资基金（商品期货基金除外）。',
        'zh-Hant':
          '可投資產品：人民幣存款；風險等級R1至R3的公募理財產品（現金管理類產品除外）；風險等級R1至R4的公募證券投資基金（商品期貨基金除外）。',
      },
      requires: any(
        eq('product.productType', 'rmb_deposit'),
        all(eq('product.productType', 'bank_wmp'), lte('product.riskRatingR', 3), not(includes('product.features', 'cash_management'))),
        all(eq('product.productType', 'fund'), lte('product.riskRatingR', 4), not(includes('product.features', 'commodity_futures'))),
      ),
      cites: [
        {
          instrument: 'Investor education page on Wealth Management Connect products (26 February 2024)',
          seenOn: 'ifec.org.hk WMC products',
        },
      ],
      confidence: 'official-page',
    },
  ],
};
