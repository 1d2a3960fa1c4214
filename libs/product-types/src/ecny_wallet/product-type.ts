import { z } from 'zod';
import { defineProductType } from '../define-product-type.js';
import { amount, renminbi, riskRatingR, rmbMarket, setOf, wording } from '../term.js';

/** A wallet that holds e-CNY, the digital form of the legal tender of the Mainland. */
export const ecnyWallet = defineProductType({
  id: 'ecny_wallet',
  names: { en: 'e-CNY wallet', 'zh-Hans': '数字人民币钱包', 'zh-Hant': '數字人民幣錢包' },
  licensedActivity: 'deposit_taking',
  shape: {
    walletTier: z.enum(['simplified_registration', 'other']).describe('The tier of registration, which sets the limits.'),
    currency: renminbi,
    rmbMarket,
    operator: wording.describe('The institution that operates the wallet.'),
    topUpMethods: setOf(z.enum(['fps', 'other']))
      .min(1)
      .describe('How the wallet is topped up; fps is the Faster Payment System of Hong Kong.'),
    perPaymentLimitCny: amount.optional(),
    perDayLimitCny: amount.optional(),
    perYearLimitCny: amount.optional(),
    balanceLimitCny: amount.optional(),
    riskRatingR: riskRatingR.optional(),
  },
  facts: { 'product.riskRatingR': 'riskRatingR' },
  example: {
    names: {
      en: 'Example e-CNY wallet, simplified registration',
      'zh-Hans': '示例数字人民币简易注册钱包',
      'zh-Hant': '示例數字人民幣簡易註冊錢包',
    },
    terms: {
      walletTier: 'simplified_registration',
      currency: 'CNY',
      rmbMarket: 'onshore',
      operator: 'Example Bank',
      topUpMethods: ['fps'],
    },
  },
});
