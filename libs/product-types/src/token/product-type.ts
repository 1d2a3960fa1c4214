import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { codeOf, currency, distributorRiskRating, riskRatingR, rmbMarketOfCny, wording } from '../term.js';

/** A token on a ledger that stands for another product; the law of that product holds as well. */
export const token = defineProductType({
  id: 'token',
  names: { en: 'Tokenised product', 'zh-Hans': '代币化产品', 'zh-Hant': '代幣化產品' },
  licensedActivity: 'dealing_in_securities',
  shape: {
    wrappedProductType: codeOf('product.productType').describe(
      'The type of the product that the token stands for; its CFI code is the one of that product.',
    ),
    wrappedProductId: wording.optional().describe('That product, where it is in this catalogue.'),
    ledger: wording.describe('The ledger that records the holders.'),
    tokenStandard: wording.describe('The standard of the token on that ledger.'),
    currency,
    rmbMarket: rmbMarketOfCny,
    issuedOffshore: z.boolean().describe('Issued outside the Mainland.'),
    transferable: z.enum(['freely', 'among_admitted_holders', 'not_at_all']).optional(),
    csrcFilingCompleted: z.boolean().optional().describe('The filing with the CSRC is completed, for a token on Mainland assets.'),
    csrcFiledBy: codeOf('product.csrcFiledBy').optional(),
    csrcFilingNumber: wording.optional(),
    complexProduct: z.boolean().optional().describe('Complex in the sense of the conduct rules of Hong Kong.'),
    riskRatingR: riskRatingR.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  contradiction: ({ wrappedProductType, csrcFilingCompleted, csrcFilingNumber }) => {
    if (wrappedProductType === 'token') return { term: 'wrappedProductType', message: 'A token stands for a product that is no token.' };
    if (csrcFilingCompleted !== false || csrcFilingNumber === undefined) return undefined;
    return { term: 'csrcFilingNumber', message: 'The filing is not completed, so it has no number. Leave it out or correct the filing.' };
  },
  facts: {
    'product.issuedOffshore': 'issuedOffshore',
    'product.csrcFilingCompleted': 'csrcFilingCompleted',
    'product.csrcFiledBy': 'csrcFiledBy',
    'product.complexProduct': 'complexProduct',
    'product.riskRatingR': 'riskRatingR',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: { en: 'Example tokenised receivables note', 'zh-Hans': '示例应收账款代币', 'zh-Hant': '示例應收賬款代幣' },
    terms: {
      wrappedProductType: 'bond',
      ledger: 'Example ledger',
      tokenStandard: 'EXAMPLE-1',
      currency: 'CNY',
      rmbMarket: 'offshore',
      issuedOffshore: true,
      transferable: 'among_admitted_holders',
    },
  },
});
