import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import {
  amountCny,
  codeOf,
  codesOf,
  countryOf,
  currency,
  day,
  decimalOf,
  distributorRiskRating,
  isin,
  percent,
  riskRatingR,
  rmbMarketOfCny,
  wording,
} from '../term.js';

const DIGITS_OF_CODE = { XSHG: 6, XSHE: 6, XHKG: 5 } as const;

/** A fund whose units are listed and traded on an exchange of the Mainland or Hong Kong. */
export const etf = defineProductType({
  id: 'etf',
  names: { en: 'Exchange-traded fund', 'zh-Hans': '交易型开放式指数基金（ETF）', 'zh-Hant': '交易所買賣基金（ETF）' },
  licensedActivity: 'asset_management',
  cfiStarts: ['CE', 'CI'],
  shape: {
    mic: z.enum(['XSHG', 'XSHE', 'XHKG']).describe('Exchange of the listing, ISO 10383.'),
    stockCode: z
      .string()
      .regex(/^(\d{5}|\d{6})$/, 'Write the six digits of a Mainland code or the five of a Hong Kong one, leading zeros included.')
      .describe("The exchange's code: six digits on the Mainland, five in Hong Kong."),
    currency,
    rmbMarket: rmbMarketOfCny,
    trackedIndex: wording.describe('The index that the fund tracks, as its provider names it.'),
    trackingMethod: z.enum(['physical', 'synthetic']).describe('Whether the fund holds the securities of the index or a derivative on it.'),
    listedOn: day.describe('First day of trading; the months of listing follow from it.'),
    indexLaunchedOn: day.optional().describe('The day on which the index was launched; its age follows from it.'),
    inceptionOn: day.optional().describe('The day on which the fund was established; its age follows from it.'),
    isin: isin.optional(),
    domicile: countryOf('product.domicile').optional(),
    fundClass: codeOf('product.fundClass').optional(),
    fundSizeCny: amountCny.optional(),
    averageAum6mCny: amountCny.optional().describe('Average daily assets under management of six months, in renminbi.'),
    averageAum6mHkd: decimalOf('product.averageAum6mHkd').optional().describe('The same in Hong Kong dollars.'),
    mainlandListedWeightPct: percent.optional().describe('Weight of the shares listed on the Mainland in the index.'),
    sehkListedWeightPct: percent.optional().describe('Weight of the shares listed in Hong Kong in the index.'),
    connectEligibleWeightPct: percent.optional().describe('Weight of the shares in the index that the scheme itself carries.'),
    homeRegulatorAuthorised: z.boolean().optional().describe('Registered with the CSRC or authorised by the SFC, whichever is its home.'),
    primarilyInvestsInHostMarket: z.boolean().optional(),
    primarilyGreaterChinaEquity: z.boolean().optional(),
    sfcAuthorised: z.boolean().optional(),
    features: codesOf('product.features').optional(),
    complexProduct: z.boolean().optional().describe('Complex in the sense of the conduct rules of Hong Kong.'),
    riskRatingR: riskRatingR.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  contradiction: ({ mic, stockCode, trackingMethod, features }) => {
    if (mic !== undefined && stockCode !== undefined && stockCode.length !== DIGITS_OF_CODE[mic])
      return { term: 'stockCode', message: `A code of ${mic} has ${DIGITS_OF_CODE[mic]} digits. Correct the code or the mic.` };
    if (trackingMethod === undefined || features === undefined || features.includes('synthetic') === (trackingMethod === 'synthetic'))
      return undefined;
    return {
      term: 'features',
      message: `The tracking method is ${trackingMethod}. Let features say "synthetic" just where it is synthetic.`,
    };
  },
  listKey: ({ mic, stockCode }) => (mic === undefined || stockCode === undefined ? undefined : { mic, code: stockCode }),
  facts: {
    'product.listedOn': 'listedOn',
    'product.indexLaunchedOn': 'indexLaunchedOn',
    'product.inceptionOn': 'inceptionOn',
    'product.domicile': 'domicile',
    'product.fundClass': 'fundClass',
    'product.fundSizeCny': 'fundSizeCny',
    'product.averageAum6mCny': 'averageAum6mCny',
    'product.averageAum6mHkd': 'averageAum6mHkd',
    'product.mainlandListedWeightPct': 'mainlandListedWeightPct',
    'product.sehkListedWeightPct': 'sehkListedWeightPct',
    'product.connectEligibleWeightPct': 'connectEligibleWeightPct',
    'product.homeRegulatorAuthorised': 'homeRegulatorAuthorised',
    'product.primarilyInvestsInHostMarket': 'primarilyInvestsInHostMarket',
    'product.primarilyGreaterChinaEquity': 'primarilyGreaterChinaEquity',
    'product.sfcAuthorised': 'sfcAuthorised',
    'product.features': 'features',
    'product.complexProduct': 'complexProduct',
    'product.riskRatingR': 'riskRatingR',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: { en: 'Example broad index ETF', 'zh-Hans': '示例宽基ETF', 'zh-Hant': '示例寬基ETF' },
    terms: {
      mic: 'XSHG',
      stockCode: '000000',
      currency: 'CNY',
      rmbMarket: 'onshore',
      trackedIndex: 'Example Broad Index',
      trackingMethod: 'physical',
      listedOn: '2022-01-04',
      indexLaunchedOn: '2015-01-05',
      averageAum6mCny: '1500000000',
      features: [],
    },
  },
});
