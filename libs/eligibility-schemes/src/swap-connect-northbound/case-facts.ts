import type { Facts } from '@jinqiao/eligibility-rules/facts';

/** Swaps and investors that the worked decisions speak of. */
export const swapOn = (index: string, years: string): Facts => ({
  'product.productType': 'irs',
  'product.floatingRateIndex': index,
  'product.remainingTenorYears': years,
});
export const fiveYearSwap = swapOn('FR007', '5');
export const fixedSwap: Facts = { ...fiveYearSwap, 'product.floatingRateIndex': null };
export const luxembourgManager: Facts = {
  'investor.kind': 'institution',
  'investor.accountMarket': 'OS',
  'investor.institutionClass': 'fund_manager',
  'investor.statuses': ['PBOC_CIBM_FILED'],
};
export const net = (cny: string): Facts => ({ 'trade.schemeDailyNetAfterCny': cny });
export const room = net('1000000000');
