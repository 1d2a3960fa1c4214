import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { codeOf, count, currency, day, quantity, riskRatingR, rmbMarketOfCny, wording } from '../term.js';

/** A reinsurance treaty or the capacity that a reinsurer offers. */
export const reinsurance = defineProductType({
  id: 'reinsurance',
  names: { en: 'Reinsurance', 'zh-Hans': '再保险', 'zh-Hant': '再保險' },
  licensedActivity: 'reinsurance',
  shape: {
    line: z
      .enum(['property', 'engineering', 'cargo', 'liability', 'credit', 'catastrophe', 'life', 'health', 'other'])
      .describe('The line of business.'),
    participation: z.enum(['proportional', 'non_proportional']).describe('Whether premium and loss are shared in one proportion.'),
    currency,
    rmbMarket: rmbMarketOfCny,
    reinsurerBusiness: codeOf('product.reinsurerBusiness').describe('The class of business for which the reinsurer is authorised.'),
    reinsurerIaAuthorisedProfessional: z
      .boolean()
      .optional()
      .describe('A professional reinsurer authorised by the Insurance Authority of Hong Kong.'),
    reinsurerRatingNotch: z.int().min(1).max(22).optional().describe('Notches from the top of the scale: 1 is AAA, 7 is A-.'),
    reinsurerSolvencyPct: quantity.optional().describe('Solvency ratio of the reinsurer in percent.'),
    ratingAgency: wording.optional(),
    seat: wording.optional().describe('The trading right or seat through which the capacity is offered.'),
    registrationNumber: wording.optional(),
    coverFrom: day.optional(),
    coverMonths: count.optional(),
    riskRatingR: riskRatingR.optional(),
  },
  facts: {
    'product.reinsurerBusiness': 'reinsurerBusiness',
    'product.reinsurerIaAuthorisedProfessional': 'reinsurerIaAuthorisedProfessional',
    'product.reinsurerRatingNotch': 'reinsurerRatingNotch',
    'product.reinsurerSolvencyPct': 'reinsurerSolvencyPct',
    'product.riskRatingR': 'riskRatingR',
  },
  example: {
    names: { en: 'Example proportional property treaty', 'zh-Hans': '示例财产险比例再保险合约', 'zh-Hant': '示例財產險比例再保險合約' },
    terms: {
      line: 'property',
      participation: 'proportional',
      currency: 'CNY',
      rmbMarket: 'onshore',
      reinsurerBusiness: 'general',
      reinsurerIaAuthorisedProfessional: true,
      reinsurerRatingNotch: 6,
      reinsurerSolvencyPct: '180',
    },
  },
});
