import { decide } from '@jinqiao/eligibility-rules/decide';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { SchemeCase } from './scheme-case.js';

/** What came out of a worked decision, in the words of the case, reasons and facts in alphabetical order; `missing` only where the case names it. */
export type CaseOutcome = Pick<SchemeCase, 'decision' | 'because' | 'missing' | 'dependsOnOrder'>;

/** What the case says that should come out. */
export function expectedOutcome({ decision, because, missing, dependsOnOrder = false }: SchemeCase): CaseOutcome {
  return { decision, because: [...because].sort(), dependsOnOrder, ...(missing === undefined ? {} : { missing: [...missing].sort() }) };
}

/** What the scheme decides for the case. */
export function actualOutcome(scheme: Scheme, { facts, day, side, missing }: SchemeCase): CaseOutcome {
  const { decision, refused, unknown, missingFacts, dependsOnOrder } = decide(scheme, factsOnDay(facts, day), day, side);
  const because = (decision === 'UNDETERMINED' ? unknown : refused).map(({ id }) => id).sort();
  return { decision, because, dependsOnOrder, ...(missing === undefined ? {} : { missing: [...missingFacts].sort() }) };
}
