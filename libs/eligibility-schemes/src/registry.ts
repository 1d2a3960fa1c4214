import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { bondConnectNorthbound } from './bond-connect-northbound/scheme.js';
import { bondConnectSouthbound } from './bond-connect-southbound/scheme.js';
import { cRossHongKongReinsurance } from './c-ross-hong-kong-reinsurance/scheme.js';
import { cibmDirect } from './cibm-direct/scheme.js';
import { cibmOnshoreRepo } from './cibm-onshore-repo/scheme.js';
import { cips } from './cips/scheme.js';
import { commonGroundTaxonomyLabel } from './common-ground-taxonomy-label/scheme.js';
import { eCnyHongKongWallet } from './e-cny-hong-kong-wallet/scheme.js';
import { freeTradeZoneOffshoreBond } from './free-trade-zone-offshore-bond/scheme.js';
import { hkexCgbFutures } from './hkex-cgb-futures/scheme.js';
import { hongKongInsuranceLinkedSecurities } from './hong-kong-insurance-linked-securities/scheme.js';
import { hongKongProfessionalInvestor } from './hong-kong-professional-investor/scheme.js';
import { hongKongTaxonomyLabel } from './hong-kong-taxonomy-label/scheme.js';
import { innovativeDrugAndDeviceInsurance } from './innovative-drug-and-device-insurance/scheme.js';
import { mainlandGreenLabel } from './mainland-green-label/scheme.js';
import { mainlandPrivateAssetManagement } from './mainland-private-asset-management/scheme.js';
import { mainlandSuitability } from './mainland-suitability/scheme.js';
import { mutualRecognitionOfFunds } from './mutual-recognition-of-funds/scheme.js';
import { offshoreAssetBackedToken } from './offshore-asset-backed-token/scheme.js';
import { offshoreBondByMainlandIssuer } from './offshore-bond-by-mainland-issuer/scheme.js';
import { offshoreRmbBondRepo } from './offshore-rmb-bond-repo/scheme.js';
import { pandaBond } from './panda-bond/scheme.js';
import { paymentConnectNorthbound } from './payment-connect-northbound/scheme.js';
import { paymentConnectSouthbound } from './payment-connect-southbound/scheme.js';
import { qdlpShanghai } from './qdlp-shanghai/scheme.js';
import { qflpShanghai } from './qflp-shanghai/scheme.js';
import { qualifiedDomesticInvestor } from './qualified-domestic-investor/scheme.js';
import { qualifiedForeignInvestor } from './qualified-foreign-investor/scheme.js';
import { sgeHongKongVault } from './sge-hong-kong-vault/scheme.js';
import { sgeInternationalBoard } from './sge-international-board/scheme.js';
import { shanghaiReinsuranceInternationalBoard } from './shanghai-reinsurance-international-board/scheme.js';
import { stockConnectNorthbound } from './stock-connect-northbound/scheme.js';
import { stockConnectSouthbound } from './stock-connect-southbound/scheme.js';
import { swapConnectNorthbound } from './swap-connect-northbound/scheme.js';
import { technologyInnovationBond } from './technology-innovation-bond/scheme.js';
import { wealthManagementConnectNorthbound } from './wealth-management-connect-northbound/scheme.js';
import { wealthManagementConnectSouthbound } from './wealth-management-connect-southbound/scheme.js';
import { yulanBond } from './yulan-bond/scheme.js';

/** Every scheme on the platform. To add one: add its folder, then its line here. */
export const schemes: readonly Scheme[] = [
  stockConnectNorthbound,
  stockConnectSouthbound,
  bondConnectNorthbound,
  bondConnectSouthbound,
  offshoreRmbBondRepo,
  cibmOnshoreRepo,
  cibmDirect,
  swapConnectNorthbound,
  hkexCgbFutures,
  mutualRecognitionOfFunds,
  wealthManagementConnectSouthbound,
  wealthManagementConnectNorthbound,
  qualifiedForeignInvestor,
  qualifiedDomesticInvestor,
  qdlpShanghai,
  qflpShanghai,
  pandaBond,
  offshoreBondByMainlandIssuer,
  freeTradeZoneOffshoreBond,
  yulanBond,
  paymentConnectNorthbound,
  paymentConnectSouthbound,
  cips,
  eCnyHongKongWallet,
  sgeInternationalBoard,
  sgeHongKongVault,
  cRossHongKongReinsurance,
  shanghaiReinsuranceInternationalBoard,
  hongKongInsuranceLinkedSecurities,
  mainlandGreenLabel,
  commonGroundTaxonomyLabel,
  hongKongTaxonomyLabel,
  technologyInnovationBond,
  offshoreAssetBackedToken,
  hongKongProfessionalInvestor,
  mainlandSuitability,
  mainlandPrivateAssetManagement,
  innovativeDrugAndDeviceInsurance,
];

/** The scheme of that id, such as `bond-connect-northbound`. */
export function schemeById(id: string): Scheme | undefined {
  return schemes.find((scheme) => scheme.id === id);
}
