import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import {
  count,
  countryOf,
  currency,
  day,
  distributorRiskRating,
  hongKongStockCode,
  isin,
  mainlandSecurityCode,
  riskRatingR,
  setOf,
} from '../term.js';

/** A share listed in Hong Kong, of a company from anywhere; an H share is one of a Mainland company. */
export const hkShare = defineProductType({
  id: 'hk_share',
  names: { en: 'Hong Kong share', 'zh-Hans': '港股', 'zh-Hant': '港股' },
  licensedActivity: 'dealing_in_securities',
  cfiStarts: ['ES'],
  shape: {
    mic: z.enum(['XHKG']).describe('Exchange, ISO 10383.'),
    stockCode: hongKongStockCode.describe("The exchange's code, five digits."),
    board: z.enum(['MAIN', 'GEM']).describe('The board of the listing.'),
    counterCurrencies: setOf(currency).min(1).describe('The currencies of its counters, ISO 4217.'),
    rmbCounterCode: hongKongStockCode.optional().describe('The code of the renminbi counter, where there is one.'),
    lotSize: count.optional().describe('Shares in one board lot.'),
    listedOn: day.optional().describe('First day of trading.'),
    domicile: countryOf('product.domicile').optional().describe('Where the company is incorporated, ISO 3166-1 alpha-2.'),
    pairedAShareCode: mainlandSecurityCode.optional().describe('The A share of the same company, where it has one.'),
    pairedAShareMic: z.enum(['XSHG', 'XSHE']).optional(),
    isin: isin.optional(),
    complexProduct: z.boolean().optional().describe('Complex in the sense of the conduct rules of Hong Kong.'),
    riskRatingR: riskRatingR.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  contradiction: ({ rmbCounterCode, counterCurrencies }) => {
    if (rmbCounterCode === undefined || counterCurrencies === undefined || counterCurrencies.includes('CNY')) return undefined;
    return { term: 'rmbCounterCode', message: 'There is no counter in CNY. Add it to counterCurrencies or leave the code out.' };
  },
  listKey: ({ mic, stockCode }) => (mic === undefined || stockCode === undefined ? undefined : { mic, code: stockCode }),
  facts: {
    'product.board': 'board',
    'product.listedOn': 'listedOn',
    'product.domicile': 'domicile',
    'product.complexProduct': 'complexProduct',
    'product.riskRatingR': 'riskRatingR',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: { en: 'Example Hong Kong share', 'zh-Hans': '示例港股', 'zh-Hant': '示例港股' },
    terms: { mic: 'XHKG', stockCode: '00000', board: 'MAIN', counterCurrencies: ['HKD'], lotSize: 100 },
  },
});
