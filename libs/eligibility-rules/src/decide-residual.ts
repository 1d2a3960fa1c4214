import type { Clause, ResidualInterval } from '@jinqiao/contracts/access-class-events';
import type { Day } from '@jinqiao/identifiers/day';
import type { Condition } from './condition.js';
import { decisionOf, dependsOnOrder } from './decide.js';
import type { Decision } from './decide.js';
import { evaluate } from './evaluate.js';
import type { Facts } from './facts.js';
import { missingIn, together } from './missing.js';
import { readResidualCondition } from './parse-condition.js';

/** The answer of an access class; reasons by the ids of its clauses. */
export type ResidualDetermination = {
  readonly decision: Decision;
  readonly refused: readonly string[];
  readonly missingFacts: readonly string[];
  readonly dependsOnOrder: boolean;
};

/** The answer on a day outside all intervals. */
export const NOTHING_KNOWN: ResidualDetermination = { decision: 'UNDETERMINED', refused: [], missingFacts: [], dependsOnOrder: false };
/** The answer before the first day of the scheme. */
export const NOT_IN_FORCE: ResidualDetermination = { ...NOTHING_KNOWN, decision: 'NOT_IN_FORCE' };

/**
 * Decides for an investor and an order what a class leaves to ask, on a day: the same answer as `decide` on all facts. A day outside the intervals is UNDETERMINED.
 * Who asks many classes at once compiles them (`compileResiduals`); this reading is the plainer, and what the other is tested against.
 */
export function decideResidual(residuals: readonly ResidualInterval[], facts: Facts, day: Day): ResidualDetermination {
  const interval = intervalOn(residuals, day);
  if (interval === undefined) return NOTHING_KNOWN;
  if (!interval.inForce) return NOT_IN_FORCE;
  const judged = interval.clauses.map((clause) => ({ clause, condition: conditionOf(clause) }));
  const truths = judged.map(({ condition }) => evaluate(condition, facts));
  const decision = decisionOf(truths);
  const missing = together(decision === 'UNDETERMINED' ? judged.map(({ condition }) => missingIn(condition, facts)) : []);
  return {
    decision,
    refused: judged.filter((_, position) => truths[position] === 'false').map(({ clause }) => clause.id),
    missingFacts: missing.facts,
    dependsOnOrder: dependsOnOrder(missing),
  };
}

/** The first interval that holds the day. */
export function intervalOn(residuals: readonly ResidualInterval[], day: Day): ResidualInterval | undefined {
  return residuals.find(({ from, to }) => from <= day && (to === null || day <= to));
}

const UNREADABLE: Condition = {
  needsReview: {
    en: 'This part of the rule is newer than this service and could not be read.',
    'zh-Hans': '该部分规则较本服务更新，未能读取。',
    'zh-Hant': '該部分規則較本服務更新，未能讀取。',
  },
};

/** A class is evaluated for every search but read once. */
const read = new WeakMap<Clause, Condition>();

/** What a clause asks. One that this version can't read stays unknown: never eligible by misunderstanding. */
export function conditionOf(clause: Clause): Condition {
  const known = read.get(clause);
  if (known !== undefined) return known;
  const outcome = readResidualCondition(clause.condition);
  const condition = 'condition' in outcome ? outcome.condition : UNREADABLE;
  read.set(clause, condition);
  return condition;
}
