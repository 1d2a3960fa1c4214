import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { count, currency, localTime, riskRatingR, rmbMarket } from '../term.js';

/** A purchase of one currency against another: spot, forward or swap. */
export const fxProduct = defineProductType({
  id: 'fx_product',
  names: { en: 'Foreign exchange product', 'zh-Hans': '外汇产品', 'zh-Hant': '外匯產品' },
  licensedActivity: 'foreign_exchange_dealing',
  cfiStarts: ['I', 'J', 'S'],
  shape: {
    fxKind: z.enum(['spot', 'forward', 'swap']).describe('Decides between the categories I, J and S.'),
    baseCurrency: currency.describe('The currency that is bought or sold, ISO 4217.'),
    quoteCurrency: currency.describe('The currency in which its price is quoted, ISO 4217.'),
    rmbMarket: rmbMarket.optional().describe('Needed where the pair has CNY, to tell onshore from offshore renminbi.'),
    deliverable: z.boolean().describe('Both currencies are delivered; otherwise only the difference is paid.'),
    cutOffAt: localTime.optional().describe('The last time of day for orders of that day.'),
    longestTenorMonths: count.optional(),
    riskRatingR: riskRatingR.optional(),
  },
  contradiction: ({ baseCurrency, quoteCurrency, rmbMarket }) => {
    if (baseCurrency === undefined || quoteCurrency === undefined) return undefined;
    if (baseCurrency === quoteCurrency) return { term: 'quoteCurrency', message: `A pair has two currencies, not ${quoteCurrency} twice.` };
    if (rmbMarket === undefined || baseCurrency === 'CNY' || quoteCurrency === 'CNY') return undefined;
    return { term: 'rmbMarket', message: 'Neither currency is CNY. Leave rmbMarket out, or correct the pair.' };
  },
  alsoNeeds: ({ baseCurrency, quoteCurrency, rmbMarket }) =>
    rmbMarket === undefined && (baseCurrency === 'CNY' || quoteCurrency === 'CNY') ? ['rmbMarket'] : [],
  facts: { 'product.riskRatingR': 'riskRatingR' },
  example: {
    names: { en: 'Example USD/CNY forward', 'zh-Hans': '示例美元兑人民币远期', 'zh-Hant': '示例美元兌人民幣遠期' },
    terms: {
      fxKind: 'forward',
      baseCurrency: 'USD',
      quoteCurrency: 'CNY',
      rmbMarket: 'onshore',
      deliverable: true,
      longestTenorMonths: 12,
    },
  },
});
