import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { amount, mic, quantity, renminbi, riskRatingR, rmbMarket, wording } from '../term.js';

/** A contract on physical gold: a quantity of a fineness in a vault, priced in renminbi a gram. It is never a balance in XAU. */
export const goldContract = defineProductType({
  id: 'gold_contract',
  names: { en: 'Spot gold contract', 'zh-Hans': '黄金现货合约', 'zh-Hant': '黃金現貨合約' },
  licensedActivity: 'exchange_operation',
  cfiStarts: ['I'],
  shape: {
    mic: mic.describe('Exchange of the contract, ISO 10383.'),
    contractCode: wording.describe("The exchange's code of the contract."),
    finenessPct: quantity.describe('The least share of pure gold, in percent.'),
    currency: renminbi,
    rmbMarket,
    vaultLocation: z.enum(['mainland', 'hong_kong']).describe('Where the gold is stored and delivered.'),
    barWeightGrams: quantity.optional(),
    contractGrams: quantity.optional().describe('Grams of one contract.'),
    delivery: z.enum(['physical', 'cash', 'physical_or_cash']).optional(),
    deliveryDaysAfterTrade: z.int().min(0).max(365).optional().describe('n of T+n.'),
    loadInAllowed: z.boolean().optional().describe('Gold can be brought into the vault.'),
    loadOutAllowed: z.boolean().optional().describe('Gold can be taken out of the vault.'),
    storageFeePerGramDay: amount.optional().describe('In the currency of the contract.'),
    riskRatingR: riskRatingR.optional(),
  },
  facts: { 'product.riskRatingR': 'riskRatingR' },
  example: {
    names: { en: 'Example gold contract, vault in Hong Kong', 'zh-Hans': '示例香港交割库黄金合约', 'zh-Hant': '示例香港交割庫黃金合約' },
    terms: {
      mic: 'SGEX',
      contractCode: 'EXAMPLE-GOLD',
      finenessPct: '99.99',
      currency: 'CNY',
      rmbMarket: 'offshore',
      vaultLocation: 'hong_kong',
      delivery: 'physical_or_cash',
    },
  },
});
