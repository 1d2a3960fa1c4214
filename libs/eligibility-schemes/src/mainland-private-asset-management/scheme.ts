import { all, any, eq, gte, isOneOf } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** A gate before private asset management products: a qualified investor and a minimum ticket. */
export const mainlandPrivateAssetManagement: Scheme = {
  id: 'mainland-private-asset-management',
  names: {
    en: 'Mainland private asset management products',
    'zh-Hans': '内地私募资产管理产品',
    'zh-Hant': '內地私募資產管理產品',
  },
  kind: 'gate',
  direction: 'onshore',
  theme: 'standards-alignment',
  inForceFrom: '2018-04-27',
  productTypes: ['private_fund', 'bank_wmp'],
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Qualified investor and minimum ticket.',
    'zh-Hans': '合格投资者及最低投资金额。',
    'zh-Hant': '合格投資者及最低投資金額。',
  },
  rules: [
    {
      id: 'CN-QI-01',
      side: 'both',
      from: '2018-04-27',
      says: {
        en: 'A qualified investor: an individual with two years of experience and household net financial assets of at least RMB 3 million, or financial assets of at least RMB 5 million, or an average annual income of at least RMB 400,000 over three years; or an entity with net assets of at least RMB 10 million. The minimum ticket is RMB 300,000 in a fixed-income product, RMB 400,000 in a mixed one and RMB 1 million in an equity, commodity or derivative one.',
        'zh-Hans':
          '合格投资者：具有两年以上投资经历，且家庭金融净资产不低于人民币300万元，或家庭金融资产不低于人民币500万元，或近三年本人年均收入不低于人民币40万元的个人；或净资产不低于人民币1,000万元的法人单位。投资于单只固定收益类产品不低于人民币30万元，混合类产品不低于人民币40万元，权益类、商品及金融衍生品类产品不低于人民币100万元。',
        'zh-Hant':
          '合格投資者：具有兩年以上投資經歷，且家庭金融淨資產不低於人民幣300萬元，或家庭金融資產不低於人民幣500萬元，或近三年本人年均收入不低於人民幣40萬元的個人；或淨資產不低於人民幣1,000萬元的法人單位。投資於單隻固定收益類產品不低於人民幣30萬元，混合類產品不低於人民幣40萬元，權益類、商品及金融衍生品類產品不低於人民幣100萬元。',
      },
      requires: all(
        any(
          all(
            eq('investor.kind', 'individual'),
            gte('investor.investmentExperienceYears', 2),
            any(
              gte('investor.householdNetFinancialAssetsCny', '3000000'),
              gte('investor.householdFinancialAssetsCny', '5000000'),
              gte('investor.averageAnnualIncome3yCny', '400000'),
            ),
          ),
          all(eq('investor.kind', 'institution'), gte('investor.netAssetsCny', '10000000')),
        ),
        any(
          all(eq('product.assetManagementType', 'fixed_income'), gte('trade.amountCny', '300000')),
          all(eq('product.assetManagementType', 'mixed'), gte('trade.amountCny', '400000')),
          all(isOneOf('product.assetManagementType', 'equity', 'commodity_derivative'), gte('trade.amountCny', '1000000')),
        ),
      ),
      cites: [{ instrument: 'Guiding Opinions on asset management of 2018', seenOn: 'zzfengyu, newgenesiscap' }],
      confidence: 'secondary-page',
    },
  ],
};
