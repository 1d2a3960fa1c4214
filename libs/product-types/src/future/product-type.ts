import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { amount, count, currency, distributorRiskRating, localTime, mic, riskRatingR, rmbMarketOfCny, setOf, wording } from '../term.js';

/** A future or an option that an exchange lists. */
export const future = defineProductType({
  id: 'future',
  names: { en: 'Listed future or option', 'zh-Hans': '上市期货或期权', 'zh-Hant': '上市期貨或期權' },
  licensedActivity: 'dealing_in_futures',
  cfiStarts: ['F', 'O'],
  shape: {
    mic: mic.describe('Exchange of the listing, ISO 10383.'),
    contractCode: wording.describe("The exchange's code of the contract, without the month."),
    contractKind: z.enum(['future', 'option']).describe('Decides between the categories F and O.'),
    underlying: wording.describe('What the contract is on, as the exchange names it.'),
    currency,
    rmbMarket: rmbMarketOfCny,
    settlement: z.enum(['cash', 'physical']).describe('How the contract is settled in the end.'),
    contractSize: amount.optional().describe('The nominal amount of one contract in its currency.'),
    contractMonths: setOf(z.int().min(1).max(12)).optional().describe('The calendar months in which contracts expire.'),
    positionLimitContracts: count.optional(),
    lastTradingTime: localTime.optional(),
    complexProduct: z.boolean().optional().describe('Complex in the sense of the conduct rules of Hong Kong.'),
    riskRatingR: riskRatingR.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  facts: {
    'product.complexProduct': 'complexProduct',
    'product.riskRatingR': 'riskRatingR',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: { en: 'Example government bond future', 'zh-Hans': '示例国债期货', 'zh-Hant': '示例國債期貨' },
    terms: {
      mic: 'XHKF',
      contractCode: 'EXAMPLE',
      contractKind: 'future',
      underlying: 'Example government bond',
      currency: 'CNY',
      rmbMarket: 'offshore',
      settlement: 'cash',
    },
  },
});
