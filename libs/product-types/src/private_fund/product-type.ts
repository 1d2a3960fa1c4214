import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import {
  amount,
  codeOf,
  codesOf,
  count,
  countryOf,
  currency,
  day,
  distributorRiskRating,
  riskRatingR,
  rmbMarketOfCny,
  setOf,
  wording,
} from '../term.js';

/** A fund or partnership interest that is offered privately to qualified or professional investors. */
export const privateFund = defineProductType({
  id: 'private_fund',
  names: { en: 'Private fund', 'zh-Hans': '私募基金', 'zh-Hant': '私募基金' },
  licensedActivity: 'private_fund_management',
  cfiStarts: ['CI', 'CP'],
  shape: {
    legalForm: z.enum(['contractual', 'limited_partnership', 'company']).describe('How the fund is constituted.'),
    domicile: countryOf('product.domicile').describe('Where the fund is established, ISO 3166-1 alpha-2.'),
    currency,
    rmbMarket: rmbMarketOfCny,
    assetManagementType: codeOf('product.assetManagementType').describe('What it invests in; decides the minimum ticket on the Mainland.'),
    minimumTicket: amount.optional().describe('The least amount of one investor, in the currency of the fund.'),
    investorTests: setOf(z.enum(['mainland_qualified_investor', 'hong_kong_professional_investor']))
      .optional()
      .describe('The classes of investor that its documents name.'),
    quotaProgramme: z.enum(['QDLP', 'QFLP', 'none']).optional(),
    lockUpMonths: count.optional(),
    registrationNumber: wording.optional().describe('The number of its registration or filing.'),
    inceptionOn: day.optional(),
    features: codesOf('product.features').optional(),
    complexProduct: z.boolean().optional().describe('Complex in the sense of the conduct rules of Hong Kong.'),
    riskRatingR: riskRatingR.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  facts: {
    'product.domicile': 'domicile',
    'product.assetManagementType': 'assetManagementType',
    'product.inceptionOn': 'inceptionOn',
    'product.features': 'features',
    'product.complexProduct': 'complexProduct',
    'product.riskRatingR': 'riskRatingR',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: { en: 'Example private equity partnership', 'zh-Hans': '示例私募股权合伙企业', 'zh-Hant': '示例私募股權合夥企業' },
    terms: {
      legalForm: 'limited_partnership',
      domicile: 'CN',
      currency: 'CNY',
      rmbMarket: 'onshore',
      assetManagementType: 'equity',
      minimumTicket: '1000000',
    },
  },
});
