import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { currency, localTime, riskRatingR, setOf, wording } from '../term.js';

/** Keeping securities for others in a depository or over a link between depositories. */
export const custodyService = defineProductType({
  id: 'custody_service',
  names: { en: 'Custody service', 'zh-Hans': '托管服务', 'zh-Hant': '託管服務' },
  licensedActivity: 'securities_depository',
  shape: {
    depositories: setOf(z.enum(['CCDC', 'SHCH', 'CHINACLEAR', 'CMU', 'CCASS', 'EUROCLEAR', 'CLEARSTREAM']))
      .min(1)
      .describe('Where the securities are held in the end.'),
    holdingModel: z.enum(['nominee', 'beneficial_owner']).describe('In whose name the securities are registered.'),
    settlementModel: z.enum(['delivery_versus_payment', 'free_of_payment', 'both']).describe('Whether securities move against money.'),
    currencies: setOf(currency).min(1).describe('The currencies of payment, ISO 4217.'),
    participantClass: wording.optional().describe('Who can open an account.'),
    opensAt: localTime.optional(),
    closesAt: localTime.optional(),
    riskRatingR: riskRatingR.optional(),
  },
  facts: { 'product.riskRatingR': 'riskRatingR' },
  example: {
    names: { en: 'Example bond custody link', 'zh-Hans': '示例债券托管互联服务', 'zh-Hant': '示例債券託管互聯服務' },
    terms: { depositories: ['CMU'], holdingModel: 'nominee', settlementModel: 'delivery_versus_payment', currencies: ['CNY', 'HKD'] },
  },
});
