import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { currency, localTime, riskRatingR, setOf, wording } from '../term.js';

/** Participation in a payment, clearing or settlement system. */
export const clearingService = defineProductType({
  id: 'clearing_service',
  names: { en: 'Clearing service', 'zh-Hans': '清算服务', 'zh-Hant': '結算服務' },
  licensedActivity: 'clearing_and_settlement',
  shape: {
    system: wording.describe('The system that the service gives access to.'),
    participantClasses: setOf(z.enum(['direct', 'indirect']))
      .min(1)
      .describe('The classes in which one can take part.'),
    settlementModel: z.enum(['real_time_gross', 'deferred_net', 'hybrid']).describe('How obligations are settled.'),
    currencies: setOf(currency).min(1).describe('The currencies that it settles, ISO 4217.'),
    aroundTheClock: z.boolean().optional(),
    opensAt: localTime.optional(),
    closesAt: localTime.optional(),
    riskRatingR: riskRatingR.optional(),
  },
  facts: { 'product.riskRatingR': 'riskRatingR' },
  example: {
    names: { en: 'Example renminbi clearing service', 'zh-Hans': '示例人民币清算服务', 'zh-Hant': '示例人民幣結算服務' },
    terms: {
      system: 'Example clearing system',
      participantClasses: ['direct', 'indirect'],
      settlementModel: 'real_time_gross',
      currencies: ['CNY'],
    },
  },
});
