import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import {
  amountCny,
  codeOf,
  codesOf,
  countryOf,
  currency,
  day,
  distributorRiskRating,
  isin,
  localTime,
  percent,
  riskRatingR,
  rmbMarketOfCny,
  wording,
} from '../term.js';

/** A fund offered to the public, not traded on an exchange like an ETF. */
export const fund = defineProductType({
  id: 'fund',
  names: { en: 'Public fund', 'zh-Hans': '公募基金', 'zh-Hant': '公募基金' },
  licensedActivity: 'asset_management',
  cfiStarts: ['CI'],
  shape: {
    fundClass: codeOf('product.fundClass'),
    domicile: countryOf('product.domicile').describe('Where the fund is established, ISO 3166-1 alpha-2.'),
    currency,
    inceptionOn: day.describe('The day on which the fund was established; its age follows from it.'),
    rmbMarket: rmbMarketOfCny,
    isin: isin.optional(),
    fundCode: z
      .string()
      .min(1)
      .max(20)
      .optional()
      .describe("The distributor's or regulator's code; Mainland codes have six digits and collide with stock codes."),
    fundSizeCny: amountCny.optional(),
    homeRegulatorAuthorised: z.boolean().optional().describe('Registered with the CSRC or authorised by the SFC, whichever is its home.'),
    homeRegulatorApprovalNumber: z.string().min(1).max(50).optional(),
    shareClass: wording.optional(),
    dealingCutOffAt: localTime.optional().describe('The last time of day for orders of that dealing day.'),
    managementDelegatedTo: countryOf('product.domicile').optional().describe('Where the management is delegated, ISO 3166-1 alpha-2.'),
    primarilyInvestsInHostMarket: z.boolean().optional().describe('A Mainland fund with more than 20% of its assets in Hong Kong does.'),
    sfcAuthorised: z.boolean().optional(),
    primarilyGreaterChinaEquity: z.boolean().optional(),
    ongoingChargesPct: percent.optional(),
    features: codesOf('product.features').optional(),
    greenStandard: codeOf('product.greenStandard').optional(),
    complexProduct: z.boolean().optional(),
    riskRatingR: riskRatingR.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  facts: {
    'product.fundClass': 'fundClass',
    'product.domicile': 'domicile',
    'product.inceptionOn': 'inceptionOn',
    'product.fundSizeCny': 'fundSizeCny',
    'product.homeRegulatorAuthorised': 'homeRegulatorAuthorised',
    'product.primarilyInvestsInHostMarket': 'primarilyInvestsInHostMarket',
    'product.sfcAuthorised': 'sfcAuthorised',
    'product.primarilyGreaterChinaEquity': 'primarilyGreaterChinaEquity',
    'product.features': 'features',
    'product.greenStandard': 'greenStandard',
    'product.complexProduct': 'complexProduct',
    'product.riskRatingR': 'riskRatingR',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: { en: 'Example China bond fund, class A', 'zh-Hans': '示例中国债券基金A类', 'zh-Hant': '示例中國債券基金A類' },
    terms: {
      fundClass: 'bond',
      domicile: 'HK',
      currency: 'HKD',
      inceptionOn: '2019-03-01',
      fundSizeCny: '900000000',
      homeRegulatorAuthorised: true,
      primarilyInvestsInHostMarket: false,
    },
  },
});
