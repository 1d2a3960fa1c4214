/** Six askers that differ in what the rules of Stock Connect Northbound look at; one says too little. */
export const investors = {
  hongKongIndividual: { kind: 'individual', identityDocuments: ['HKID'] },
  mainlandIndividual: { kind: 'individual', identityDocuments: ['CN_ID'] },
  mainlandIndividualWithLegacyCode: { kind: 'individual', identityDocuments: ['CN_ID'], hasLegacyNorthboundBcan: true },
  luxembourgFundManager: {
    kind: 'institution',
    accountMarket: 'OS',
    registeredIn: 'LU',
    institutionClass: 'fund_manager',
    statuses: ['HK_IPI'],
    identityDocuments: [],
  },
  mainlandInstitution: {
    kind: 'institution',
    accountMarket: 'CN',
    registeredIn: 'CN',
    institutionClass: 'securities_firm',
    statuses: [],
    identityDocuments: [],
  },
  individualWhoSaysNothingMore: { kind: 'individual' },
} as const;
