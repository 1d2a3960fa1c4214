import { aShare } from './a_share/product-type.js';
import { bankWealthManagementProduct } from './bank_wmp/product-type.js';
import { bond } from './bond/product-type.js';
import { clearingService } from './clearing_service/product-type.js';
import { custodyService } from './custody_service/product-type.js';
import { ecnyWallet } from './ecny_wallet/product-type.js';
import { etf } from './etf/product-type.js';
import { fund } from './fund/product-type.js';
import { future } from './future/product-type.js';
import { fxProduct } from './fx_product/product-type.js';
import { goldContract } from './gold_contract/product-type.js';
import { hkShare } from './hk_share/product-type.js';
import { insuranceLinkedSecurity } from './ils/product-type.js';
import { insurance } from './insurance/product-type.js';
import { interestRateSwap } from './irs/product-type.js';
import { loan } from './loan/product-type.js';
import { paymentService } from './payment_service/product-type.js';
import { privateFund } from './private_fund/product-type.js';
import { reinsurance } from './reinsurance/product-type.js';
import { repo } from './repo/product-type.js';
import { rmbDeposit } from './rmb_deposit/product-type.js';
import { token } from './token/product-type.js';
import type { ProductType } from './product-type.js';

/** Every product type on the platform. To add one: add its folder, then its line here. */
export const productTypes: readonly ProductType[] = [
  aShare,
  hkShare,
  etf,
  fund,
  privateFund,
  bankWealthManagementProduct,
  rmbDeposit,
  bond,
  repo,
  interestRateSwap,
  future,
  fxProduct,
  goldContract,
  paymentService,
  ecnyWallet,
  clearingService,
  custodyService,
  insurance,
  reinsurance,
  insuranceLinkedSecurity,
  loan,
  token,
];

/** The product type of that id, such as `a_share`. */
export function productTypeById(id: string): ProductType | undefined {
  return productTypes.find((productType) => productType.id === id);
}
