import type { ResidualInterval } from '@jinqiao/contracts/access-class-events';
import type { SchemeKind } from '@jinqiao/contracts/shapes';
import { decideResidual, type ResidualDetermination } from '@jinqiao/eligibility-rules/decide-residual';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { combine, type DecidedAccess } from '@jinqiao/eligibility-rules/product-verdict';
import type { Day } from '@jinqiao/identifiers/day';
import type { Verdict } from './verdict.js';

export type AccessClass = {
  readonly accessClassId: string;
  readonly version: number;
  readonly schemeKind: SchemeKind;
  readonly side: 'buy' | 'sell';
  readonly residuals: readonly ResidualInterval[];
};

/** What one class answers one investor on one day; `verdict` is its share in that of a product. */
export type ClassOutcome = Omit<ResidualDetermination, 'refused'> & { readonly verdict: Verdict };

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
    const verdict = shareOf({ kind: accessClass.schemeKind, decision, dependsOnOrder });
    outcomes.set(accessClass.accessClassId, { decision, dependsOnOrder, missingFacts, verdict });
  }
  return outcomes;
}

/** The verdict of a product whose other accesses leave this one to decide: the best that a channel grants, the worst that a gate lets pass. */
export function shareOf(access: DecidedAccess): Verdict {
  const open: DecidedAccess = { kind: 'channel', decision: 'ELIGIBLE', dependsOnOrder: false };
  return combine(access.kind === 'gate' ? [open, access] : [access]);
}

/** The facts that would decide what is still open, sorted. */
export function missingFactsOf(classIds: readonly string[], outcomes: ReadonlyMap<string, ClassOutcome>): readonly string[] {
  return [...new Set(classIds.flatMap((id) => (outcomes.get(id) ?? notYetReceived).missingFacts))].sort();
}
