import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import {
  amount,
  codesOf,
  countryOf,
  currency,
  day,
  distributorRiskRating,
  isin,
  riskRatingR,
  rmbMarketOfCny,
  setOf,
  wording,
} from '../term.js';

/** A security of a special purpose insurer whose repayment depends on an insured event. */
export const insuranceLinkedSecurity = defineProductType({
  id: 'ils',
  names: { en: 'Insurance-linked security', 'zh-Hans': '保险相连证券', 'zh-Hant': '保險相連證券' },
  licensedActivity: 'insurance_linked_securities',
  cfiStarts: ['D'],
  shape: {
    specialPurposeInsurer: wording.describe('The issuer, authorised by the Insurance Authority of Hong Kong.'),
    perils: setOf(z.enum(['earthquake', 'typhoon', 'flood', 'mortality', 'other']))
      .min(1)
      .describe('The insured events.'),
    trigger: z.enum(['indemnity', 'industry_loss', 'parametric', 'modelled_loss']).describe('What decides that the event has occurred.'),
    currency,
    rmbMarket: rmbMarketOfCny,
    minimumInvestment: amount.describe('The least amount of one investor, in the currency of the security.'),
    maturesOn: day.describe('The day of repayment; the remaining tenor follows from it.'),
    eligibleInvestorClasses: codesOf('investor.institutionClass').optional().describe('The classes of investor that its documents name.'),
    issuedOn: day.optional(),
    isin: isin.optional(),
    domicile: countryOf('product.domicile').optional(),
    complexProduct: z.boolean().optional().describe('Complex in the sense of the conduct rules of Hong Kong.'),
    riskRatingR: riskRatingR.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  contradiction: ({ issuedOn, maturesOn }) => {
    if (issuedOn === undefined || maturesOn === undefined || issuedOn <= maturesOn) return undefined;
    return { term: 'maturesOn', message: `It matures on ${maturesOn}, before it is issued on ${issuedOn}. Correct one of the two days.` };
  },
  facts: {
    'product.maturesOn': 'maturesOn',
    'product.domicile': 'domicile',
    'product.complexProduct': 'complexProduct',
    'product.riskRatingR': 'riskRatingR',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: { en: 'Example catastrophe bond', 'zh-Hans': '示例巨灾债券', 'zh-Hant': '示例巨災債券' },
    terms: {
      specialPurposeInsurer: 'Example Special Purpose Insurer',
      perils: ['typhoon'],
      trigger: 'parametric',
      currency: 'USD',
      minimumInvestment: '250000',
      maturesOn: '2029-06-30',
    },
  },
});
