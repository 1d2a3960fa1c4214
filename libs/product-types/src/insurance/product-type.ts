import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { amount, count, countryOf, currency, riskRatingR, rmbMarketOfCny, setOf, wording } from '../term.js';

/** A direct insurance: health, project or cargo. Reinsurance and insurance-linked securities are types of their own. */
export const insurance = defineProductType({
  id: 'insurance',
  names: { en: 'Insurance', 'zh-Hans': '保险', 'zh-Hant': '保險' },
  licensedActivity: 'insurance',
  shape: {
    insuranceKind: z.enum(['health', 'project', 'cargo', 'other']).describe('What is insured.'),
    supervisor: z.enum(['NFRA', 'IA']).describe('The authority under which the policy is written.'),
    insuredClass: z.enum(['individual', 'group', 'enterprise']).describe('Who can be insured.'),
    currency,
    rmbMarket: rmbMarketOfCny,
    territories: setOf(countryOf('product.domicile')).optional().describe('Where the cover holds, ISO 3166-1 alpha-2.'),
    waitingPeriodDays: count.optional(),
    sumInsured: amount.optional().describe('The most that is paid, in the currency of the policy.'),
    coveredTherapies: setOf(wording).max(500).optional().describe('Drugs and devices that are covered, as the list names them.'),
    therapyList: wording.optional().describe('The list of drugs or devices that the cover refers to.'),
    therapyListVersion: wording.optional(),
    riskRatingR: riskRatingR.optional(),
  },
  contradiction: ({ insuranceKind, coveredTherapies }) => {
    if (insuranceKind === undefined || insuranceKind === 'health' || coveredTherapies === undefined) return undefined;
    return { term: 'coveredTherapies', message: 'Only a health insurance covers therapies. Leave them out or correct the kind.' };
  },
  facts: { 'product.riskRatingR': 'riskRatingR' },
  example: {
    names: { en: 'Example health insurance', 'zh-Hans': '示例医疗保险', 'zh-Hant': '示例醫療保險' },
    terms: {
      insuranceKind: 'health',
      supervisor: 'NFRA',
      insuredClass: 'individual',
      currency: 'CNY',
      rmbMarket: 'onshore',
      therapyList: 'Example list of innovative drugs',
      therapyListVersion: '1',
    },
  },
});
