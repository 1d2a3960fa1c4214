import type { ResidualInterval } from '@jinqiao/contracts/access-class-events';
import { decideResidual } from '@jinqiao/eligibility-rules/access-class';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { combine } from '@jinqiao/eligibility-rules/product-verdict';
import type { Day } from '@jinqiao/identifiers/day';
import type { Verdict } from './verdict.js';

export type AccessClass = {
  readonly accessClassId: string;
  readonly version: number;
  readonly side: 'buy' | 'sell';
  readonly residuals: readonly ResidualInterval[];
};

/** What one class answers one investor on one day; `verdict` is what it would mean for a product with this channel alone. */
export type ClassOutcome = {
  readonly decision: ReturnType<typeof decideResidual>['decision'];
  readonly dependsOnOrder: boolean;
  readonly missingFacts: readonly string[];
  readonly verdict: Verdict;
};

/** What a class that has not arrived yet answers: nobody knows. */
export const notYetReceived: ClassOutcome = { decision: 'UNDETERMINED', dependsOnOrder: false, missingFacts: [], verdict: 'undetermined' };

/** Asks every class of a side what is left to ask of an investor: microseconds each, whatever the number of products. */
export function outcomesOf(
  classes: Iterable<AccessClass>,
  asked: { readonly facts: Facts; readonly day: Day; readonly side: 'buy' | 'sell' },
): ReadonlyMap<string, ClassOutcome> {
  const outcomes = new Map<string, ClassOutcome>();
  for (const accessClass of classes) {
    if (accessClass.side !== asked.side) continue;
    const { decision, dependsOnOrder, missingFacts } = decideResidual(accessClass.residuals, asked.facts, asked.day);
    const verdict = combine([{ kind: 'channel', decision, dependsOnOrder }]);
    outcomes.set(accessClass.accessClassId, { decision, dependsOnOrder, missingFacts, verdict });
  }
  return outcomes;
}

/** The facts that would decide what is still open, sorted. */
export function missingFactsOf(classIds: readonly string[], outcomes: ReadonlyMap<string, ClassOutcome>): readonly string[] {
  return [...new Set(classIds.flatMap((id) => (outcomes.get(id) ?? notYetReceived).missingFacts))].sort();
}
