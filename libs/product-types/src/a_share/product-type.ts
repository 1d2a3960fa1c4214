import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { amountCny, codesOf, isin, mainlandSecurityCode, riskRatingR } from '../term.js';

/** The exchange of each board that has one of its own. */
const EXCHANGE_OF_BOARD: Readonly<Record<string, string>> = { STAR: 'XSHG', CHINEXT: 'XSHE' };

/** A share of a Mainland company, listed in Shanghai or Shenzhen and traded in renminbi. */
export const aShare = defineProductType({
  id: 'a_share',
  names: { en: 'A share', 'zh-Hans': 'A股', 'zh-Hant': 'A股' },
  licensedActivity: 'dealing_in_securities',
  cfiStarts: ['ES'],
  shape: {
    mic: z.enum(['XSHG', 'XSHE']).describe('Exchange, ISO 10383.'),
    stockCode: mainlandSecurityCode.describe("The exchange's code, six digits."),
    board: z.enum(['MAIN', 'STAR', 'CHINEXT']).describe('The board of the listing.'),
    isin: isin.optional(),
    ccassCode: z
      .string()
      .regex(/^\d{5}$/, 'Write the five digits of the CCASS code.')
      .optional()
      .describe('Code in the Central Clearing and Settlement System, Hong Kong.'),
    faceValueCny: amountCny.optional(),
    hasListedHShare: z.boolean().optional().describe('The company has H shares listed in Hong Kong.'),
    indexMemberships: codesOf('product.indexMemberships').optional(),
    marketCapCny: amountCny.optional().describe('Average daily market capitalisation as the inclusion test measures it.'),
    liquidityCriteriaMet: z.boolean().optional(),
    riskRatingR: riskRatingR.optional(),
  },
  contradiction: ({ board, mic }) => {
    const exchange = board === undefined ? undefined : EXCHANGE_OF_BOARD[board];
    if (exchange === undefined || mic === undefined || mic === exchange) return undefined;
    return { term: 'board', message: `The board ${board} belongs to ${exchange}, not to ${mic}. Correct the board or the mic.` };
  },
  facts: {
    'product.board': 'board',
    'product.hasListedHShare': 'hasListedHShare',
    'product.indexMemberships': 'indexMemberships',
    'product.marketCapCny': 'marketCapCny',
    'product.liquidityCriteriaMet': 'liquidityCriteriaMet',
    'product.riskRatingR': 'riskRatingR',
  },
  listKey: ({ mic, stockCode }) => (mic === undefined || stockCode === undefined ? undefined : { mic, code: stockCode }),
  example: {
    names: { en: 'Shanghai Pudong Development Bank A share', 'zh-Hans': '浦发银行A股', 'zh-Hant': '浦發銀行A股' },
    terms: { mic: 'XSHG', stockCode: '600000', board: 'MAIN', hasListedHShare: false, indexMemberships: ['SSE_A_SHARE'] },
  },
});
