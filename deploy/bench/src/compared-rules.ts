import { randomOf, pick } from '@jinqiao/deploy-generate/random';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { schemeById, schemes } from '@jinqiao/eligibility-schemes/registry';
import type { Day } from '@jinqiao/identifiers/day';

/** The day on which the compared rules are asked. */
export const ASKED_ON: Day = '2026-11-25';

/** The rules that every engine gets, read from the law itself: three that ask about the investor alone. */
export const comparedRules: readonly Rule[] = ['SC-SB-01', 'WMC-SB-01', 'WMC-SB-02'].map((id) => {
  const rule = schemes.flatMap(({ rules }) => rules).find((each) => each.id === id);
  if (rule === undefined) throw new Error(`The law has no rule ${id}.`);
  return rule;
});

/** A scheme of just these rules, so that `decide` judges what the others judge. */
export const comparedScheme: Scheme = { ...knownScheme('stock-connect-southbound'), rules: comparedRules, inForceFrom: '2014-11-17' };

/** The scheme of that id; throws where the law has none. */
export function knownScheme(id: string): Scheme {
  const scheme = schemeById(id);
  if (scheme === undefined) throw new Error(`The law has no scheme ${id}.`);
  return scheme;
}

/** Investors of whom every fact that the rules read is known, many of them at a limit. */
export function knownInvestors(count: number): Facts[] {
  const random = randomOf('investors of the comparison');
  const around = (...limits: readonly string[]): string => pick(random, limits);
  return Array.from({ length: count }, () => ({
    'product.productType': 'hk_share',
    'product.schemeListing': 'full',
    'investor.kind': pick(random, ['individual', 'individual', 'institution']),
    'investor.securitiesAndCashCny': around('499999.99', '500000.00', '500000.01', '1200000.00', '80000.00'),
    'investor.hukouCity': pick(random, ['Shanghai', 'Shenzhen', 'Zhuhai', 'Beijing']),
    'investor.greaterBayAreaTaxOrSocialInsuranceYears': pick(random, [0, 1, 2, 3]),
    'investor.investmentExperienceYears': pick(random, [1, 2, 3]),
    'investor.householdNetFinancialAssets3mAverageCny': around('999999.99', '1000000.00', '200000.00'),
    'investor.householdFinancialAssets3mAverageCny': around('1999999.99', '2000000.00', '300000.00'),
    'investor.averageAnnualIncome3yCny': around('399999.99', '400000.00', '100000.00'),
  }));
}
