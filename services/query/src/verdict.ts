import type { ProductVerdict } from '@jinqiao/eligibility-rules/product-verdict';

/** What an investor may do with a product, over all its accesses. */
export type Verdict = ProductVerdict;

/** The verdicts in order: the best channel counts, the worst gate holds back. */
export const verdictRank: Readonly<Record<Verdict, number>> = { ineligible: 0, undetermined: 1, 'depends-on-order': 2, eligible: 3 };

export const verdicts = ['eligible', 'depends-on-order', 'undetermined', 'ineligible'] as const satisfies readonly Verdict[];

export function verdictOf(rank: number): Verdict {
  const verdict = verdicts.find((candidate) => verdictRank[candidate] === rank);
  if (verdict === undefined) throw new Error(`${rank} is not the rank of a verdict.`);
  return verdict;
}
