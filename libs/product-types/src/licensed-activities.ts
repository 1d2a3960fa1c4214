import { licensedActivityCodes } from '@jinqiao/eligibility-rules/institution-codes';
import type { LicensedActivity } from '@jinqiao/eligibility-rules/institution-codes';
import type { Day } from '@jinqiao/identifiers/day';

/** Every activity that a licence can cover; a product type names the one that it requires. */
export const licensedActivities: readonly LicensedActivity[] = licensedActivityCodes;

/** A regulator's permission: what it is called there, and the activities that it can cover. */
export type LicenceCode = {
  readonly code: string;
  readonly regulator: string;
  readonly title: string;
  readonly activities: readonly LicensedActivity[];
  /** First day on which the permission exists; null where the regulator has not brought it into operation. Absent where it always has for our purposes. */
  readonly inOperationFrom?: Day | null;
};

const sfc = (number: number, title: string, activity: LicensedActivity, inOperationFrom?: Day | null): LicenceCode => ({
  code: `SFC_TYPE_${number}`,
  regulator: 'SFC',
  title: `Type ${number}: ${title}`,
  activities: [activity],
  ...(inOperationFrom === undefined ? {} : { inOperationFrom }),
});

/** Activities under the Securities and Futures Ordinance, Schedule 5. Types 11 and 12 are not in operation; Type 13 is since 2024-10-02. */
const securitiesAndFutures: readonly LicenceCode[] = [
  sfc(1, 'dealing in securities', 'dealing_in_securities'),
  sfc(2, 'dealing in futures contracts', 'dealing_in_futures'),
  sfc(3, 'leveraged foreign exchange trading', 'leveraged_foreign_exchange_trading'),
  sfc(4, 'advising on securities', 'advising_on_securities'),
  sfc(5, 'advising on futures contracts', 'advising_on_futures'),
  sfc(6, 'advising on corporate finance', 'advising_on_corporate_finance'),
  sfc(7, 'providing automated trading services', 'automated_trading_services'),
  sfc(8, 'securities margin financing', 'securities_margin_financing'),
  sfc(9, 'asset management', 'asset_management'),
  sfc(10, 'providing credit rating services', 'credit_ratings'),
  sfc(11, 'dealing in or advising on OTC derivative products', 'otc_derivatives', null),
  sfc(12, 'providing client clearing services for OTC derivatives', 'otc_derivatives_clearing', null),
  sfc(13, 'providing depositary services for relevant collective investment schemes', 'depositary_services', '2024-10-02'),
];

const hongKong: readonly LicenceCode[] = [
  ...securitiesAndFutures,
  {
    code: 'HKMA_REGISTERED_INSTITUTION',
    regulator: 'HKMA',
    title: 'Registered institution: a bank that carries on activities regulated by the SFC',
    activities: [
      'dealing_in_securities',
      'dealing_in_futures',
      'advising_on_securities',
      'advising_on_futures',
      'advising_on_corporate_finance',
      'asset_management',
    ],
  },
  { code: 'HKMA_LICENSED_BANK', regulator: 'HKMA', title: 'Licensed bank', activities: ['deposit_taking', 'lending'] },
  { code: 'HKMA_RESTRICTED_LICENCE_BANK', regulator: 'HKMA', title: 'Restricted licence bank', activities: ['deposit_taking', 'lending'] },
  { code: 'HKMA_DEPOSIT_TAKING_COMPANY', regulator: 'HKMA', title: 'Deposit-taking company', activities: ['deposit_taking', 'lending'] },
  { code: 'HKMA_STORED_VALUE_FACILITY', regulator: 'HKMA', title: 'Stored value facility', activities: ['stored_value'] },
  {
    code: 'HKMA_STABLECOIN_ISSUER',
    regulator: 'HKMA',
    title: 'Stablecoin issuer',
    activities: ['stablecoin_issuance'],
    inOperationFrom: '2025-08-01',
  },
  {
    code: 'HKMA_CMU',
    regulator: 'HKMA',
    title: 'Central Moneymarkets Unit',
    activities: ['securities_depository', 'clearing_and_settlement'],
  },
  { code: 'HKMA_PAYMENT_SYSTEM', regulator: 'HKMA', title: 'Payment system operator', activities: ['payment_system_operation'] },
  { code: 'SFC_RECOGNISED_EXCHANGE', regulator: 'SFC', title: 'Recognised exchange company', activities: ['exchange_operation'] },
  { code: 'SFC_RECOGNISED_CLEARING_HOUSE', regulator: 'SFC', title: 'Recognised clearing house', activities: ['clearing_and_settlement'] },
  { code: 'IA_INSURER', regulator: 'IA', title: 'Authorised insurer', activities: ['insurance', 'reinsurance'] },
  { code: 'IA_PROFESSIONAL_REINSURER', regulator: 'IA', title: 'Professional reinsurer', activities: ['reinsurance'] },
  { code: 'IA_CAPTIVE_INSURER', regulator: 'IA', title: 'Captive insurer', activities: ['insurance'] },
  { code: 'IA_SPECIAL_PURPOSE_INSURER', regulator: 'IA', title: 'Special purpose insurer', activities: ['insurance_linked_securities'] },
];

const mainland: readonly LicenceCode[] = [
  { code: 'NFRA_BANK', regulator: 'NFRA', title: 'Commercial bank or foreign bank branch', activities: ['deposit_taking', 'lending'] },
  {
    code: 'NFRA_WEALTH_MANAGEMENT',
    regulator: 'NFRA',
    title: 'Bank wealth management company',
    activities: ['wealth_management_products'],
  },
  { code: 'NFRA_INSURER', regulator: 'NFRA', title: 'Insurer', activities: ['insurance'] },
  { code: 'NFRA_REINSURER', regulator: 'NFRA', title: 'Reinsurer', activities: ['reinsurance'] },
  { code: 'NFRA_INSURANCE_BROKER', regulator: 'NFRA', title: 'Insurance broker', activities: ['insurance_broking'] },
  { code: 'NFRA_TRUST', regulator: 'NFRA', title: 'Trust company', activities: ['trust_business'] },
  {
    code: 'CSRC_SECURITIES',
    regulator: 'CSRC',
    title: 'Securities company',
    activities: ['dealing_in_securities', 'advising_on_securities', 'securities_margin_financing'],
  },
  { code: 'CSRC_FUTURES', regulator: 'CSRC', title: 'Futures company', activities: ['dealing_in_futures', 'advising_on_futures'] },
  { code: 'CSRC_PUBLIC_FUND_MANAGEMENT', regulator: 'CSRC', title: 'Public fund manager', activities: ['asset_management'] },
  {
    code: 'CSRC_MARKET_INFRASTRUCTURE',
    regulator: 'CSRC',
    title: 'Exchange, clearing house or depository under the CSRC',
    activities: ['exchange_operation', 'clearing_and_settlement', 'securities_depository'],
  },
  {
    code: 'AMAC_PRIVATE_FUND_MANAGER',
    regulator: 'AMAC',
    title: 'Registered private fund manager',
    activities: ['private_fund_management'],
  },
  {
    code: 'PBOC_MARKET_INFRASTRUCTURE',
    regulator: 'PBOC',
    title: 'Exchange, clearing house, depository or payment system under the PBOC',
    activities: ['exchange_operation', 'clearing_and_settlement', 'securities_depository', 'payment_system_operation'],
  },
  {
    code: 'PBOC_INTERBANK_MARKET',
    regulator: 'PBOC',
    title: 'Admission to the interbank market',
    activities: ['interbank_market_dealing'],
  },
  {
    code: 'SAFE_FOREIGN_EXCHANGE',
    regulator: 'SAFE',
    title: 'Foreign exchange business of a bank',
    activities: ['foreign_exchange_dealing'],
  },
];

/** Licence codes of Hong Kong and the Mainland with the activities that each can cover; a licence of an institution may cover fewer. */
export const licenceCodes: readonly LicenceCode[] = [...hongKong, ...mainland];

/** The licence code of that name. */
export function licenceCode(code: string): LicenceCode | undefined {
  return licenceCodes.find((licence) => licence.code === code);
}
