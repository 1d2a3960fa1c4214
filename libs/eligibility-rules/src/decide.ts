import type { Side, Texts } from '@jinqiao/contracts/shapes';
import type { Day } from '@jinqiao/identifiers/day';
import { builtInReasons } from './built-in-reasons.js';
import { clausesOn, isInForce } from './clauses.js';
import type { SchemeClause } from './clauses.js';
import { evaluate } from './evaluate.js';
import type { Truth } from './evaluate.js';
import { explainCondition } from './explain.js';
import type { FactSeen } from './explain.js';
import { scopeOf } from './fact-dictionary.js';
import type { Facts } from './facts.js';
import { missingIn, together } from './missing.js';
import type { Missing } from './missing.js';
import { binds, decides, inForce } from './rule.js';
import type { AuthoredTexts, Citation, Rule, Scheme } from './rule.js';

/** The answer for one access and side on one day. UNDETERMINED names what is missing; it is never a silent no or yes. */
export type Decision = 'ELIGIBLE' | 'INELIGIBLE' | 'UNDETERMINED' | 'NOT_IN_FORCE';

/** One thing that refused or stayed open, with the facts that it looked at. */
export type Reason = {
  readonly id: string;
  readonly source: 'rule' | 'builtIn';
  readonly says: AuthoredTexts;
  readonly cites: readonly Citation[];
  readonly facts: readonly FactSeen[];
  readonly about?: 'capacity';
  readonly doubt?: AuthoredTexts;
};

/** Something in force that no machine has judged: a draft, a rule that only explains, or a text for a person. */
export type NotMachineChecked = { readonly id: string; readonly why: 'draft' | 'explains-only' | 'needs-review'; readonly says: Texts };

/** A decision with all its reasons: information, not advice. */
export type Determination = {
  readonly decision: Decision;
  readonly refused: readonly Reason[];
  readonly unknown: readonly Reason[];
  /** Facts that would have to be known; empty unless UNDETERMINED. */
  readonly missingFacts: readonly string[];
  /** UNDETERMINED, and only facts of the order itself are missing. */
  readonly dependsOnOrder: boolean;
  readonly notMachineChecked: readonly NotMachineChecked[];
  readonly doubts: readonly { readonly id: string; readonly doubt: AuthoredTexts }[];
};

/** Decides buying or selling by a scheme on a day. `facts` are on that day already (`factsOnDay`). */
export function decide(scheme: Scheme, facts: Facts, day: Day, side: Side): Determination {
  if (!isInForce(scheme, day)) return determination('NOT_IN_FORCE', [], facts);
  const judged = judge(clausesOn(scheme, day, side), facts);
  const applying = scheme.rules.filter(
    (rule) => binds(rule, side) && inForce(rule, day) && (rule.when === undefined || evaluate(rule.when, facts) !== 'false'),
  );
  return {
    ...determination(decisionOf(judged.map(({ truth }) => truth)), judged, facts),
    notMachineChecked: [...applying.flatMap(notDeciding), ...judged.flatMap((clause) => forReview(clause, facts))],
    doubts: applying.flatMap((rule) => (decides(rule) && rule.doubt !== undefined ? [{ id: rule.id, doubt: rule.doubt }] : [])),
  };
}

/** INELIGIBLE if anything is false, else UNDETERMINED if anything is unknown, else ELIGIBLE. */
export function decisionOf(truths: readonly Truth[]): Decision {
  if (truths.includes('false')) return 'INELIGIBLE';
  return truths.includes('unknown') ? 'UNDETERMINED' : 'ELIGIBLE';
}

/** True where the order alone can still decide: facts are missing, all of them the order's, and nothing waits for a person. */
export function dependsOnOrder({ facts, reviews }: Missing): boolean {
  return reviews.length === 0 && facts.length > 0 && facts.every((fact) => scopeOf(fact) === 'trade');
}

type Judged = { readonly clause: SchemeClause; readonly truth: Truth };

/** A product of a type that the scheme can't carry is refused for that alone. */
function judge(clauses: readonly SchemeClause[], facts: Facts): readonly Judged[] {
  const judged = clauses.map((clause) => ({ clause, truth: evaluate(clause.condition, facts) }));
  return judged[0]?.truth === 'false' ? judged.slice(0, 1) : judged;
}

function determination(decision: Decision, judged: readonly Judged[], facts: Facts): Determination {
  const reasons = (wanted: Truth): readonly Reason[] =>
    judged.filter(({ truth }) => truth === wanted).map(({ clause }) => reasonOf(clause, facts));
  const missing = together(decision === 'UNDETERMINED' ? judged.map(({ clause }) => missingIn(clause.condition, facts)) : []);
  return {
    decision,
    refused: reasons('false'),
    unknown: reasons('unknown'),
    missingFacts: missing.facts,
    dependsOnOrder: dependsOnOrder(missing),
    notMachineChecked: [],
    doubts: [],
  };
}

function reasonOf(clause: SchemeClause, facts: Facts): Reason {
  const seen = explainCondition(clause.condition, facts);
  if (clause.source === 'builtIn')
    return { id: clause.id, source: 'builtIn', says: builtInReasons[clause.id].says, cites: [], facts: seen };
  const { id, says, cites, about, doubt } = clause.rule;
  return {
    id,
    source: 'rule',
    says,
    cites,
    facts: seen,
    ...(about === undefined ? {} : { about }),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

function notDeciding(rule: Rule): readonly NotMachineChecked[] {
  if (decides(rule)) return [];
  return [{ id: rule.id, why: rule.explainsOnly === true ? 'explains-only' : 'draft', says: rule.says }];
}

function forReview({ clause, truth }: Judged, facts: Facts): readonly NotMachineChecked[] {
  if (truth !== 'unknown' || clause.source !== 'rule') return [];
  return missingIn(clause.condition, facts).reviews.map((says) => ({ id: clause.id, why: 'needs-review', says }));
}
