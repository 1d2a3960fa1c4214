import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { amount, codesOf, currency, localTime, riskRatingR, setOf, wording } from '../term.js';

/** A payment or remittance service of a bank across the boundary. */
export const paymentService = defineProductType({
  id: 'payment_service',
  names: { en: 'Cross-boundary payment service', 'zh-Hans': '跨境支付服务', 'zh-Hant': '跨境支付服務' },
  licensedActivity: 'deposit_taking',
  shape: {
    direction: z.enum(['northbound', 'southbound']).describe('Northbound pays into the Mainland, southbound out of it.'),
    payerIdentityDocuments: codesOf('investor.identityDocuments').min(1).describe('A payer shows one of these documents.'),
    sentCurrencies: setOf(currency).min(1).describe('What the payer can send, ISO 4217.'),
    receivedCurrencies: setOf(currency).min(1).describe('What the payee can receive, ISO 4217.'),
    limitCurrency: currency.optional().describe('The currency of the limits and of the fee.'),
    limitScope: z.enum(['person', 'person_at_institution', 'account']).optional().describe('What the limits count together.'),
    perPaymentLimit: amount.optional(),
    perDayLimit: amount.optional(),
    perYearLimit: amount.optional(),
    fee: amount.optional().describe('Of one payment.'),
    opensAt: localTime.optional().describe('The first time of day for payments; absent with closesAt where it never closes.'),
    closesAt: localTime.optional(),
    participatingInstitutions: setOf(wording).max(200).optional(),
    riskRatingR: riskRatingR.optional(),
  },
  facts: { 'product.riskRatingR': 'riskRatingR' },
  example: {
    names: { en: 'Example Northbound remittance', 'zh-Hans': '示例北向汇款服务', 'zh-Hant': '示例北向匯款服務' },
    terms: {
      direction: 'northbound',
      payerIdentityDocuments: ['HKID', 'HK_PR_ID'],
      sentCurrencies: ['HKD', 'CNY'],
      receivedCurrencies: ['CNY'],
    },
  },
});
