import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { amount, codeOf, count, currency, percent, riskRatingR, rmbMarketOfCny } from '../term.js';

/** A loan or trade finance of a bank. */
export const loan = defineProductType({
  id: 'loan',
  names: { en: 'Loan', 'zh-Hans': '贷款', 'zh-Hant': '貸款' },
  licensedActivity: 'lending',
  cfiStarts: ['L'],
  shape: {
    borrowerClass: z.enum(['individual', 'enterprise', 'financial_institution', 'public_sector']).describe('Who can borrow.'),
    purpose: z.enum(['trade', 'working_capital', 'project', 'other']).describe('What the money may be used for.'),
    currency,
    rmbMarket: rmbMarketOfCny,
    facility: z
      .enum(['RMB_BUSINESS_FACILITY', 'RMB_TRADE_FINANCING_LIQUIDITY_FACILITY', 'none'])
      .optional()
      .describe('The facility of the Hong Kong Monetary Authority from which the bank funds it.'),
    greenStandard: codeOf('product.greenStandard').optional().describe('The standard whose label the loan carries.'),
    interestRatePct: percent.optional(),
    largestAmount: amount.optional(),
    longestTenorMonths: count.optional(),
    riskRatingR: riskRatingR.optional(),
  },
  facts: { 'product.greenStandard': 'greenStandard', 'product.riskRatingR': 'riskRatingR' },
  example: {
    names: { en: 'Example renminbi trade finance', 'zh-Hans': '示例人民币贸易融资', 'zh-Hant': '示例人民幣貿易融資' },
    terms: {
      borrowerClass: 'enterprise',
      purpose: 'trade',
      currency: 'CNY',
      rmbMarket: 'offshore',
      facility: 'none',
      longestTenorMonths: 12,
    },
  },
});
