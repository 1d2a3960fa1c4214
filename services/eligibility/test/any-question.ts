import type { AccessClassState } from '@jinqiao/contracts/access-class-events';
import type { AccessState } from '@jinqiao/contracts/access-events';
import { decideResidual } from '@jinqiao/eligibility-rules/decide-residual';
import { parseFacts } from '@jinqiao/eligibility-rules/parse-facts';
import { addDays } from '@jinqiao/identifiers/day';
import fc from 'fast-check';
import type { Access } from './running-eligibility.js';

const anyInvestor = fc.record(
  {
    kind: fc.constantFrom('individual', 'institution'),
    identityDocuments: fc.subarray(['CN_ID', 'HKID', 'HK_PR_ID', 'CN_PASSPORT']),
    registeredIn: fc.constantFrom('CN', 'HK', 'LU'),
    accountMarket: fc.constantFrom('CN', 'HK', 'OS'),
    institutionClass: fc.constantFrom('fund_manager', 'insurer', 'private_fund'),
    statuses: fc.subarray(['HK_IPI', 'PBOC_CIBM_FILED']),
    hasLegacyNorthboundBcan: fc.boolean(),
  },
  { requiredKeys: [] },
);
const aroundTheList = fc.integer({ min: -2, max: 20 }).map((n) => addDays('2018-12-04', n));
const aroundTheRules = fc.constantFrom('2020-03-01', '2020-03-02', '2022-08-01', '2023-07-24', '2024-12-31', '2025-01-01', '2026-11-25');

/** A question that an investor may ask, on days around those on which lists, ages and rules switch. */
export const anyQuestion = fc.record(
  {
    investor: anyInvestor,
    trade: fc.record({ hostMarketHoldingPctAfter: fc.constantFrom('49', '50.01', '81') }),
    asOf: fc.oneof(aroundTheList, aroundTheRules),
    side: fc.constantFrom('buy' as const, 'sell' as const),
  },
  { requiredKeys: ['investor', 'asOf', 'side'] },
);
type Question = typeof anyQuestion extends fc.Arbitrary<infer Q> ? Q : never;

type Decided = Pick<Access, 'scheme' | 'decision' | 'dependsOnOrder' | 'missingFacts'> & { readonly refused: readonly string[] };

export const decisionOfCheck = ({ scheme, decision, reasons, dependsOnOrder, missingFacts }: Access): Decided => ({
  scheme,
  decision,
  refused: reasons.filter(({ outcome }) => outcome === 'refused').map(({ id }) => id),
  dependsOnOrder,
  missingFacts: [...missingFacts].sort(),
});

/** What a reader of the topics, who knows neither products nor rules, decides of a product's accesses. */
export function decideByClass(
  access: AccessState | undefined,
  classes: ReadonlyMap<string, AccessClassState>,
  { investor, trade, asOf, side }: Question,
): Decided[] {
  const parsed = parseFacts({ investor, trade }, ['investor', 'trade'], '');
  if (!('facts' in parsed)) throw new Error(JSON.stringify(parsed.errors));
  return (access?.accesses ?? []).flatMap(({ scheme, [side]: intervals }) =>
    intervals
      .filter(({ from, to }) => from <= asOf && (to === null || asOf <= to))
      .map(({ accessClassId }) => {
        const determined = decideResidual(classes.get(accessClassId)?.residuals ?? [], parsed.facts, asOf);
        return { scheme, ...determined, missingFacts: [...determined.missingFacts].sort() };
      }),
  );
}
