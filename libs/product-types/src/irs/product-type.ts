import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { codeOf, day, quantity, renminbi, riskRatingR, rmbMarket, setOf } from '../term.js';

/** An interest rate swap in renminbi: a fixed rate against a floating index. */
export const interestRateSwap = defineProductType({
  id: 'irs',
  names: { en: 'Interest rate swap', 'zh-Hans': '利率互换', 'zh-Hant': '利率互換' },
  licensedActivity: 'interbank_market_dealing',
  cfiStarts: ['SR'],
  shape: {
    floatingRateIndex: codeOf('product.floatingRateIndex').describe('The index of the floating leg.'),
    currency: renminbi,
    rmbMarket,
    maturesOn: day.optional().describe('The last day of a swap with fixed days; the remaining tenor follows from it.'),
    tenorYears: quantity.optional().describe('Years of a swap that is offered anew each day, instead of a day.'),
    clearingHouse: z.enum(['SHCH', 'OTC_CLEAR']).optional(),
    standardDates: z.boolean().optional().describe('Starts and ends on IMM dates.'),
    backdated: z.boolean().optional().describe('Starts before the day of the trade.'),
    marginCollateral: setOf(z.enum(['cash', 'government_bond', 'policy_bank_bond'])).optional(),
    riskRatingR: riskRatingR.optional(),
  },
  contradiction: ({ maturesOn, tenorYears }) => {
    if (maturesOn === undefined || tenorYears === undefined) return undefined;
    return { term: 'tenorYears', message: 'A swap has a last day or a tenor. Leave one of the two out.' };
  },
  facts: {
    'product.floatingRateIndex': 'floatingRateIndex',
    'product.maturesOn': 'maturesOn',
    'product.remainingTenorYears': 'tenorYears',
    'product.riskRatingR': 'riskRatingR',
  },
  example: {
    names: { en: 'Example five-year FR007 swap', 'zh-Hans': '示例五年期FR007利率互换', 'zh-Hant': '示例五年期FR007利率互換' },
    terms: { floatingRateIndex: 'FR007', currency: 'CNY', rmbMarket: 'onshore', tenorYears: '5', clearingHouse: 'SHCH' },
  },
});
