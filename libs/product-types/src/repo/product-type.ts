import { z } from 'zod';
import { bondKind } from '../bond-kind.js';
import { defineProductType } from '../define-product-type.js';
import { count, currency, riskRatingR, setOf } from '../term.js';

/** A repurchase transaction against bonds. */
export const repo = defineProductType({
  id: 'repo',
  names: { en: 'Bond repurchase', 'zh-Hans': '债券回购', 'zh-Hant': '債券回購' },
  licensedActivity: 'dealing_in_securities',
  cfiStarts: ['LR'],
  shape: {
    repoMarket: z.enum(['onshore', 'offshore']).describe('In the interbank market of the Mainland, or outside the Mainland.'),
    collateralKinds: setOf(bondKind).min(1).describe('The kinds of bond that are taken as collateral.'),
    settlementCurrencies: setOf(currency).min(1).describe('The currencies in which the cash settles, ISO 4217.'),
    rehypothecationAllowed: z.boolean().optional().describe('Whether the buyer may use the collateral again.'),
    longestTermDays: count.optional(),
    settlementSystem: z.enum(['CMU', 'CCDC', 'SHCH']).optional(),
    riskRatingR: riskRatingR.optional(),
  },
  facts: { 'product.riskRatingR': 'riskRatingR' },
  example: {
    names: { en: 'Example offshore renminbi bond repo', 'zh-Hans': '示例离岸人民币债券回购', 'zh-Hant': '示例離岸人民幣債券回購' },
    terms: {
      repoMarket: 'offshore',
      collateralKinds: ['government', 'policy_bank'],
      settlementCurrencies: ['CNY', 'HKD'],
      rehypothecationAllowed: true,
    },
  },
});
