import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { amount, count, day, distributorRiskRating, percent, renminbi, riskRatingR, rmbMarket, wording } from '../term.js';

/** Renminbi placed with a bank: a demand or time deposit, or a certificate of deposit. */
export const rmbDeposit = defineProductType({
  id: 'rmb_deposit',
  names: { en: 'Renminbi deposit', 'zh-Hans': '人民币存款', 'zh-Hant': '人民幣存款' },
  licensedActivity: 'deposit_taking',
  cfiStarts: ['DY'],
  shape: {
    depositKind: z.enum(['demand', 'time', 'certificate_of_deposit']).describe('Only a certificate of deposit has a CFI code.'),
    currency: renminbi,
    rmbMarket: rmbMarket.describe('Whether the bank keeps the renminbi onshore or offshore.'),
    tenorMonths: count.optional().describe('Months from placing to repayment, of a time deposit that is offered day by day.'),
    maturesOn: day.optional().describe('The day of repayment, where it is one day for everybody.'),
    interestRatePct: percent.optional(),
    minimumAmount: amount.optional(),
    protectionScheme: wording.optional().describe('The deposit protection or insurance that covers it.'),
    riskRatingR: riskRatingR.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  contradiction: ({ depositKind, tenorMonths, maturesOn }) => {
    if (depositKind === 'demand' && tenorMonths !== undefined)
      return { term: 'tenorMonths', message: 'A demand deposit has no tenor. Leave it out or correct the kind.' };
    if (maturesOn === undefined || (depositKind !== 'demand' && tenorMonths === undefined)) return undefined;
    return { term: 'maturesOn', message: 'A demand deposit has no day of repayment, and a time deposit a tenor or a day. Leave it out.' };
  },
  facts: {
    'product.maturesOn': 'maturesOn',
    'product.riskRatingR': 'riskRatingR',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: {
      en: 'Example twelve-month renminbi deposit',
      'zh-Hans': '示例十二个月人民币定期存款',
      'zh-Hant': '示例十二個月人民幣定期存款',
    },
    terms: { depositKind: 'time', currency: 'CNY', rmbMarket: 'onshore', tenorMonths: 12, interestRatePct: '1.25' },
  },
});
