/** Mutants that no case can kill because they decide exactly as the law does, by the place of the change, with the reason. */
export const acceptedSurvivors: readonly { readonly place: RegExp; readonly reason: string }[] = [
  {
    place:
      /^SC-NB-01T?: requires .*investor\.identityDocuments includesAny: value \["CN_ID","CN_PASSPORT","(HK_PR_ID|MO_PR_ID|ONE_WAY_PERMIT|OVERSEAS_PR)"\]$/,
    reason: 'The holder of such a document is let through by the next limb of the same rule, whatever this limb says.',
  },
  {
    place: /^RE-01P?: requires .*product\.reinsurerBusiness in: value \["general","composite","long_term"\]$/,
    reason: 'The test for long-term business asks for less solvency and stands in the next limb: whoever passes here passes there.',
  },
  {
    place: /^CN-QI-01: requires .*product\.assetManagementType in: value \["equity","commodity_derivative","(fixed_income|mixed)"\]$/,
    reason: 'The ticket of this limb is higher than that of the limb for such a product: whoever passes here passes there.',
  },
];
