import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { bondConnectNorthbound } from './bond-connect-northbound/scheme.js';
import { bondConnectSouthbound } from './bond-connect-southbound/scheme.js';
import { cRossHongKongReinsurance } from './c-ross-hong-kong-reinsurance/scheme.js';
import { eCnyHongKongWallet } from './e-cny-hong-kong-wallet/scheme.js';
import { hkexCgbFutures } from './hkex-cgb-futures/scheme.js';
import { hongKongInsuranceLinkedSecurities } from './hong-kong-insurance-linked-securities/scheme.js';
import { hongKongProfessionalInvestor } from './hong-kong-professional-investor/scheme.js';
import { mainlandGreenLabel } from './mainland-green-label/scheme.js';
import { mainlandPrivateAssetManagement } from './mainland-private-asset-management/scheme.js';
import { mainlandSuitability } from './mainland-suitability/scheme.js';
import { mutualRecognitionOfFunds } from './mutual-recognition-of-funds/scheme.js';
import { offshoreAssetBackedToken } from './offshore-asset-backed-token/scheme.js';
import { offshoreBondByMainlandIssuer } from './offshore-bond-by-mainland-issuer/scheme.js';
import { offshoreRmbBondRepo } from './offshore-rmb-bond-repo/scheme.js';
import { paymentConnectNorthbound } from './payment-connect-northbound/scheme.js';
import { paymentConnectSouthbound } from './payment-connect-southbound/scheme.js';
import { stockConnectNorthbound } from './stock-connect-northbound/scheme.js';
import { stockConnectSouthbound } from './stock-connect-southbound/scheme.js';
import { swapConnectNorthbound } from './swap-connect-northbound/scheme.js';
import { wealthManagementConnectNorthbound } from './wealth-management-connect-northbound/scheme.js';
import { wealthManagementConnectSouthbound } from './wealth-management-connect-southbound/scheme.js';

/** Every scheme on the platform. To add one: add its folder, then its line here. */
export const schemes: readonly Scheme[] = [
  stockConnectNorthbound,
  stockConnectSouthbound,
  bondConnectNorthbound,
  bondConnectSouthbound,
  offshoreRmbBondRepo,
  swapConnectNorthbound,
  hkexCgbFutures,
  mutualRecognitionOfFunds,
  wealthManagementConnectSouthbound,
  wealthManagementConnectNorthbound,
  offshoreBondByMainlandIssuer,
  paymentConnectNorthbound,
  paymentConnectSouthbound,
  eCnyHongKongWallet,
  cRossHongKongReinsurance,
  hongKongInsuranceLinkedSecurities,
  mainlandGreenLabel,
  offshoreAssetBackedToken,
  hongKongProfessionalInvestor,
  mainlandSuitability,
  mainlandPrivateAssetManagement,
];

/** The scheme of that id, such as `bond-connect-northbound`. */
export function schemeById(id: string): Scheme | undefined {
  return schemes.find((scheme) => scheme.id === id);
}
