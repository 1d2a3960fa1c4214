import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { amount, codeOf, codesOf, count, day, distributorRiskRating, renminbi, riskRatingR, rmbMarket, wording } from '../term.js';

/** A wealth management product of a bank or of its wealth management company on the Mainland. */
export const bankWealthManagementProduct = defineProductType({
  id: 'bank_wmp',
  names: { en: 'Bank wealth management product', 'zh-Hans': '银行理财产品', 'zh-Hant': '銀行理財產品' },
  licensedActivity: 'wealth_management_products',
  cfiStarts: ['CI', 'CM'],
  shape: {
    registrationCode: wording.describe('The code of its registration on the Mainland; its form is not checked.'),
    offering: z.enum(['public', 'private']).describe('Offered to the public or privately to qualified investors.'),
    currency: renminbi,
    rmbMarket,
    riskRatingR: riskRatingR.describe('The rating R1 to R5 of its issuer, as its number.'),
    features: codesOf('product.features').describe(
      'Says whether it is a cash management product; an empty list says that it has none of the features.',
    ),
    assetManagementType: codeOf('product.assetManagementType').optional().describe('Decides the minimum ticket of a private product.'),
    termDays: count.optional().describe('Days from start to end, of a product with a fixed term.'),
    inceptionOn: day.optional(),
    maturesOn: day.optional(),
    minimumAmount: amount.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  contradiction: ({ inceptionOn, maturesOn }) => {
    if (inceptionOn === undefined || maturesOn === undefined || inceptionOn <= maturesOn) return undefined;
    return { term: 'maturesOn', message: `It ends on ${maturesOn}, before it starts on ${inceptionOn}. Correct one of the two days.` };
  },
  facts: {
    'product.riskRatingR': 'riskRatingR',
    'product.features': 'features',
    'product.assetManagementType': 'assetManagementType',
    'product.inceptionOn': 'inceptionOn',
    'product.maturesOn': 'maturesOn',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: {
      en: 'Example fixed-income wealth management product',
      'zh-Hans': '示例固定收益类理财产品',
      'zh-Hant': '示例固定收益類理財產品',
    },
    terms: {
      registrationCode: 'EXAMPLE-WMP-1',
      offering: 'public',
      currency: 'CNY',
      rmbMarket: 'onshore',
      riskRatingR: 2,
      features: [],
      assetManagementType: 'fixed_income',
    },
  },
});
