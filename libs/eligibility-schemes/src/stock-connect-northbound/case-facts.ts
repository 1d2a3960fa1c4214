import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { withUnknown } from '../with-unknown.js';

/** Shares and investors that the worked decisions speak of. */
export const mainBoardShare: Facts = {
  'product.productType': 'a_share',
  'product.board': 'MAIN',
  'product.hasListedHShare': false,
  'product.indexMemberships': ['SSE_A_SHARE'],
  'product.marketCapCny': '8000000000',
  'product.liquidityCriteriaMet': true,
  'product.schemeListing': 'full',
};
export const starShare: Facts = { ...mainBoardShare, 'product.board': 'STAR' };
export const chiNextShare: Facts = { ...mainBoardShare, 'product.board': 'CHINEXT', 'product.indexMemberships': ['SZSE_COMPOSITE'] };
export const etf: Facts = { 'product.productType': 'etf', 'product.board': null, 'product.averageAum6mCny': '350000000' };
export const standing = (share: Facts, listing: string): Facts => ({ ...share, 'product.schemeListing': listing });
export const unlisted = (share: Facts): Facts => withUnknown(share, 'product.schemeListing');

export const hongKongResident: Facts = {
  'investor.kind': 'individual',
  'investor.accountMarket': 'HK',
  'investor.identityDocuments': ['HKID', 'HK_PR_ID'],
  'investor.statuses': [],
};
export const mainlandIdHolder: Facts = { ...hongKongResident, 'investor.identityDocuments': ['CN_ID', 'HKID'] };
export const mainlandWithBcan: Facts = {
  ...mainlandIdHolder,
  'investor.accountMarket': 'CN',
  'investor.identityDocuments': ['CN_ID'],
  'investor.hasLegacyNorthboundBcan': true,
};
export const mainlandWithoutBcan: Facts = { ...mainlandWithBcan, 'investor.hasLegacyNorthboundBcan': false };
export const luxembourgFund: Facts = {
  'investor.kind': 'institution',
  'investor.registeredIn': 'LU',
  'investor.institutionClass': 'fund_manager',
  'investor.statuses': ['HK_IPI'],
};
export const mainlandCompany: Facts = { ...luxembourgFund, 'investor.registeredIn': 'CN', 'investor.institutionClass': 'insurer' };
