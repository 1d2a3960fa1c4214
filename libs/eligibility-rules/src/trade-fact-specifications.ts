import type { FactSpecifications } from './fact-specification.js';

/** What belongs to one order on its day. */
export const tradeFactSpecifications = {
  'trade.amountCny': { type: 'decimal', unit: 'CNY', scale: 2 },
  'trade.balanceAfterCny': { type: 'decimal', unit: 'CNY', scale: 2 },
  'trade.channelNetRemittanceAfterCny': { type: 'decimal', unit: 'CNY', scale: 2 },
  'trade.considerationUsd': { type: 'decimal', unit: 'USD', scale: 2 },
  'trade.dayTotalAtInstitutionHkd': { type: 'decimal', unit: 'HKD', scale: 2 },
  'trade.dayTotalCny': { type: 'decimal', unit: 'CNY', scale: 2 },
  'trade.hostMarketHoldingPctAfter': { type: 'decimal', unit: 'percent', scale: 8 },
  'trade.investorNetRemittanceAfterCny': { type: 'decimal', unit: 'CNY', scale: 2 },
  'trade.localTime': { type: 'local time' },
  'trade.schemeAnnualNetAfterCny': { type: 'decimal', unit: 'CNY', scale: 2 },
  'trade.schemeDailyNetAfterCny': { type: 'decimal', unit: 'CNY', scale: 2 },
  'trade.settlementCurrency': { type: 'code', values: ['CNY', 'HKD', 'USD', 'EUR'] },
  'trade.yearTotalAtInstitutionHkd': { type: 'decimal', unit: 'HKD', scale: 2 },
  'trade.yearTotalCny': { type: 'decimal', unit: 'CNY', scale: 2 },
  'trade.yearTotalUsd': { type: 'decimal', unit: 'USD', scale: 2 },
} as const satisfies FactSpecifications;
