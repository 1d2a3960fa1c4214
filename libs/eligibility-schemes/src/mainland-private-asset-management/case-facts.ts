import type { Facts } from '@jinqiao/eligibility-rules/facts';

/** Products, investors and orders that the worked decisions speak of. */
export const productOf = (assetManagementType: string): Facts => ({
  'product.productType': 'private_fund',
  'product.assetManagementType': assetManagementType,
});
export const individual = (netAssets: string, assets: string, income: string): Facts => ({
  'investor.kind': 'individual',
  'investor.investmentExperienceYears': 2,
  'investor.householdNetFinancialAssetsCny': netAssets,
  'investor.householdFinancialAssetsCny': assets,
  'investor.averageAnnualIncome3yCny': income,
});
export const qualified = individual('3000000.00', '4999999.99', '399999.99');
export const poorByACent = individual('2999999.99', '4999999.99', '399999.99');
export const company = (netAssetsCny: string): Facts => ({ 'investor.kind': 'institution', 'investor.netAssetsCny': netAssetsCny });
export const ticket = (cny: string): Facts => ({ 'trade.amountCny': cny });
