import type { Facts } from '@jinqiao/eligibility-rules/facts';

/** Products, investors and orders that the worked decisions speak of. */
export const deposit: Facts = { 'product.productType': 'rmb_deposit' };
export const balancedFund: Facts = {
  'product.productType': 'fund',
  'product.domicile': 'HK',
  'product.sfcAuthorised': true,
  'product.complexProduct': false,
  'product.primarilyGreaterChinaEquity': false,
  'product.distributorRiskRating': 4,
  'product.features': [],
};

export const guangzhouResident: Facts = {
  'investor.kind': 'individual',
  'investor.accountMarket': 'CN',
  'investor.hukouCity': 'Guangzhou',
  'investor.greaterBayAreaTaxOrSocialInsuranceYears': 0,
  'investor.investmentExperienceYears': 2,
  'investor.householdNetFinancialAssets3mAverageCny': '1000000.00',
  'investor.householdFinancialAssets3mAverageCny': '1999999.99',
  'investor.averageAnnualIncome3yCny': '399999.99',
  'investor.vulnerableCustomer': false,
  'investor.usesBothChannels': false,
};
export const shanghaiResident = (years: number): Facts => ({
  ...guangzhouResident,
  'investor.hukouCity': 'Shanghai',
  'investor.greaterBayAreaTaxOrSocialInsuranceYears': years,
});
export const withMeans = (netAssets: string, assets: string, income: string): Facts => ({
  ...guangzhouResident,
  'investor.householdNetFinancialAssets3mAverageCny': netAssets,
  'investor.householdFinancialAssets3mAverageCny': assets,
  'investor.averageAnnualIncome3yCny': income,
});
export const poorByACent = withMeans('999999.99', '1999999.99', '399999.99');
export const withBothChannels: Facts = { ...guangzhouResident, 'investor.usesBothChannels': true };

export const remitted = (total: string): Facts => ({ 'trade.investorNetRemittanceAfterCny': total });
export const remittedByChannel = (total: string, channel: string): Facts => ({
  ...remitted(total),
  'trade.channelNetRemittanceAfterCny': channel,
});
export const little = remitted('100000');
