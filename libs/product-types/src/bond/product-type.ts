import { z } from 'zod';
import { bondKind } from '../bond-kind.js';
import { defineProductType } from '../define-product-type.js';
import {
  amountCny,
  codeOf,
  codesOf,
  countryOf,
  currency,
  day,
  distributorRiskRating,
  isin,
  percent,
  riskRatingR,
  rmbMarketOfCny,
  setOf,
  wording,
} from '../term.js';

/** A bond of any issuer, onshore or offshore. */
export const bond = defineProductType({
  id: 'bond',
  names: { en: 'Bond', 'zh-Hans': '债券', 'zh-Hant': '債券' },
  licensedActivity: 'dealing_in_securities',
  cfiStarts: ['DB', 'DA'],
  shape: {
    isin: isin.describe('Its prefix is the country of the issuer, never the venue.'),
    bondKind,
    currency,
    rmbMarket: rmbMarketOfCny,
    maturesOn: day.describe('The day of repayment; the remaining tenor follows from it.'),
    couponRatePct: percent.optional(),
    issuedOn: day.optional(),
    bondRegisteredOn: day.optional().describe('The day of registration with the competent authority.'),
    issueSizeCny: amountCny.optional(),
    depository: z.enum(['CCDC', 'SHCH', 'CHINACLEAR', 'CMU', 'EUROCLEAR', 'CLEARSTREAM']).optional(),
    registrationBody: z.enum(['NAFMII', 'CSRC', 'NDRC', 'PBOC']).optional().describe('Who registered or approved the issue.'),
    registrationNumber: wording.optional().describe('The number of that registration or approval.'),
    pandaIssuerClass: z
      .enum(['sovereign', 'supranational', 'financial', 'non_financial'])
      .optional()
      .describe('Of a panda bond: the class of its overseas issuer.'),
    proceedsPlan: wording.optional().describe('Of a panda bond: where the proceeds go.'),
    listingPlace: wording.optional().describe('Where the bond is listed.'),
    regulationS: z.boolean().optional().describe('Offered outside the United States under Regulation S.'),
    ndrcReportedOn: day.optional().describe('The day of the report to the NDRC after the issue.'),
    leiNeededAtSettlement: z.boolean().optional(),
    keepwellOrGuarantee: z.enum(['keepwell', 'guarantee', 'none']).optional(),
    eligibleAsCollateral: setOf(z.enum(['REPO', 'MARGIN']))
      .optional()
      .describe('The pools that take the bond as collateral.'),
    creditRating: wording.optional().describe('The rating with the agency that gave it.'),
    domicile: countryOf('product.domicile').optional(),
    issuedOffshore: z.boolean().optional(),
    ndrcRegistrationCompleted: z.boolean().optional().describe('Foreign-debt registration with the NDRC (Order 56).'),
    greenStandard: codeOf('product.greenStandard').optional(),
    features: codesOf('product.features').optional(),
    complexProduct: z.boolean().optional(),
    riskRatingR: riskRatingR.optional(),
    distributorRiskRating: distributorRiskRating.optional(),
  },
  contradiction: ({ issuedOn, maturesOn }) => {
    if (issuedOn === undefined || maturesOn === undefined || issuedOn <= maturesOn) return undefined;
    return {
      term: 'maturesOn',
      message: `The bond matures on ${maturesOn}, before it is issued on ${issuedOn}. Correct one of the two days.`,
    };
  },
  facts: {
    'product.maturesOn': 'maturesOn',
    'product.bondRegisteredOn': 'bondRegisteredOn',
    'product.domicile': 'domicile',
    'product.issuedOffshore': 'issuedOffshore',
    'product.ndrcRegistrationCompleted': 'ndrcRegistrationCompleted',
    'product.greenStandard': 'greenStandard',
    'product.features': 'features',
    'product.complexProduct': 'complexProduct',
    'product.riskRatingR': 'riskRatingR',
    'product.distributorRiskRating': 'distributorRiskRating',
  },
  example: {
    names: { en: 'Example government bond 2.35% 2034', 'zh-Hans': '示例国债 2.35% 2034', 'zh-Hant': '示例國債 2.35% 2034' },
    terms: {
      isin: 'CND10000JQ16',
      bondKind: 'government',
      currency: 'CNY',
      rmbMarket: 'onshore',
      maturesOn: '2034-09-25',
      couponRatePct: '2.35',
      depository: 'CCDC',
    },
  },
});
