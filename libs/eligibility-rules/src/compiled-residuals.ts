import type { ResidualInterval } from '@jinqiao/contracts/access-class-events';
import { addDays, FIRST_DAY, LAST_DAY } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { compileCondition } from './compiled-condition.js';
import type { CompiledCondition, Gathered, Inquiry } from './compiled-condition.js';
import { decisionOf, dependsOnOrder } from './decide.js';
import { conditionOf, intervalOn, NOTHING_KNOWN, NOT_IN_FORCE } from './decide-residual.js';
import type { ResidualDetermination } from './decide-residual.js';
import type { Facts } from './facts.js';
import { interner } from './interned.js';

type CompiledInterval = { readonly inForce: boolean; readonly clauses: readonly CompiledClause[] };
type CompiledClause = { readonly id: string; readonly condition: CompiledCondition };

/** What a class leaves to ask, made ready once a version: the days on which it changes, and what is asked from each on. */
export type CompiledResiduals = { readonly starts: readonly Day[]; readonly intervals: readonly (CompiledInterval | undefined)[] };

/** One investor's and order's facts on one day, asked of many classes. Used for one list and forgotten: it knows what it was told. */
export type ClassInquiry = Inquiry & { readonly day: Day; readonly determinations: Map<CompiledInterval, ResidualDetermination> };

const interned = interner<CompiledInterval>();

/** Compiles the residuals of a class: worth it where the class is asked more than once. */
export function compileResiduals(residuals: readonly ResidualInterval[]): CompiledResiduals {
  const turns = residuals.flatMap(({ from, to }) => (to === null || to >= LAST_DAY ? [from] : [from, addDays(to, 1)]));
  const starts = [...new Set([FIRST_DAY, ...turns])].sort();
  return { starts, intervals: starts.map((day) => compileInterval(intervalOn(residuals, day))) };
}

function compileInterval(interval: ResidualInterval | undefined): CompiledInterval | undefined {
  if (interval === undefined) return undefined;
  const clauses = interval.clauses.map((clause) => ({ id: clause.id, condition: conditionOf(clause) }));
  return interned(JSON.stringify([interval.inForce, clauses]), () => ({
    inForce: interval.inForce,
    clauses: clauses.map(({ id, condition }) => ({ id, condition: compileCondition(condition) })),
  }));
}

/** Begins an inquiry. */
export function inquire(facts: Facts, day: Day): ClassInquiry {
  return { facts, day, truths: new Map(), determinations: new Map() };
}

/** The answer of `decideResidual`, found once for all classes that leave the same to ask: then it is the same object. */
export function decideCompiled({ starts, intervals }: CompiledResiduals, inquiry: ClassInquiry): ResidualDetermination {
  const interval = intervals[lastAtOrBefore(starts, inquiry.day)];
  if (interval === undefined) return NOTHING_KNOWN;
  const known = inquiry.determinations.get(interval);
  if (known !== undefined) return known;
  const determination = determine(interval, inquiry);
  inquiry.determinations.set(interval, determination);
  return determination;
}

function determine({ inForce, clauses }: CompiledInterval, inquiry: ClassInquiry): ResidualDetermination {
  if (!inForce) return NOT_IN_FORCE;
  const truths = clauses.map(({ condition }) => condition.truthIn(inquiry));
  const decision = decisionOf(truths);
  const missing: Gathered = { facts: new Set(), reviews: [] };
  if (decision === 'UNDETERMINED') for (const { condition } of clauses) condition.gatherMissing(inquiry, missing);
  const missingFacts = [...missing.facts];
  return {
    decision,
    refused: clauses.filter((_, position) => truths[position] === 'false').map(({ id }) => id),
    missingFacts,
    dependsOnOrder: dependsOnOrder({ facts: missingFacts, reviews: missing.reviews }),
  };
}

/** The place of the last of the ordered days that is not after this one; before the first of all there is none. */
function lastAtOrBefore(days: readonly Day[], day: Day): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? day) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
