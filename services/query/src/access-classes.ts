import type { ResidualInterval } from '@jinqiao/contracts/access-class-events';
import type { SchemeKind } from '@jinqiao/contracts/shapes';
import { compileResiduals, decideCompiled, inquire, type CompiledResiduals } from '@jinqiao/eligibility-rules/compiled-residuals';
import type { ResidualDetermination } from '@jinqiao/eligibility-rules/decide-residual';
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
  /** The residuals made ready to be asked, where they are kept for more than one question. */
  readonly compiled?: CompiledResiduals;
};

/** What one class answers one investor on one day; `verdict` is its share in that of a product. */
export type ClassOutcome = Omit<ResidualDetermination, 'refused'> & { readonly verdict: Verdict };

/** What a class that has not arrived yet answers: nobody knows. */
export const notYetReceived: ClassOutcome = { decision: 'UNDETERMINED', dependsOnOrder: false, missingFacts: [], verdict: 'undetermined' };

/**
 * Asks every class of a side what is left to ask of an investor, a fraction of a microsecond each, whatever the number of products.
 * Classes that leave the same to ask share one outcome.
 */
export function outcomesOf(
  classes: Iterable<AccessClass>,
  asked: { readonly facts: Facts; readonly day: Day; readonly side: 'buy' | 'sell' },
): ReadonlyMap<string, ClassOutcome> {
  const inquiry = inquire(asked.facts, asked.day);
  const shared: Partial<Record<SchemeKind, Map<ResidualDetermination, ClassOutcome>>> = {};
  const outcomes = new Map<string, ClassOutcome>();
  for (const { accessClassId, side, schemeKind, residuals, compiled } of classes) {
    if (side !== asked.side) continue;
    const determination = decideCompiled(compiled ?? compileResiduals(residuals), inquiry);
    const known = (shared[schemeKind] ??= new Map());
    const outcome = known.get(determination) ?? outcomeOf(schemeKind, determination);
    known.set(determination, outcome);
    outcomes.set(accessClassId, outcome);
  }
  return outcomes;
}

function outcomeOf(kind: SchemeKind, { decision, dependsOnOrder, missingFacts }: ResidualDetermination): ClassOutcome {
  return { decision, dependsOnOrder, missingFacts, verdict: shareOf({ kind, decision, dependsOnOrder }) };
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
