import type { Side } from '@jinqiao/contracts/shapes';
import type { Day } from '@jinqiao/identifiers/day';
import { ruleHolds } from './clauses.js';
import { comparisonsIn } from './condition.js';
import type { Condition } from './condition.js';
import { decide } from './decide.js';
import type { Decision } from './decide.js';
import { factsOnDay } from './derived-facts.js';
import { factDictionary } from './fact-dictionary.js';
import type { Facts } from './facts.js';
import { lintSuccession } from './lint-succession.js';
import { ConditionNotValid, parseCondition } from './parse-condition.js';
import { decides } from './rule.js';
import type { Rule, Scheme } from './rule.js';
import { satisfiable } from './satisfiable.js';
import { unreachableParts } from './unreachable.js';

/** What can be wrong with a rule that can be read, or why it can't. */
export type LintKind =
  | 'unknown-fact'
  | 'condition-not-valid'
  | 'empty-interval'
  | 'unreachable-branch'
  | 'gap'
  | 'overlap'
  | 'unknown-predecessor'
  | 'missing-citation'
  | 'missing-refusing-case'
  | 'contradicts-case';

/** One fault of a rule: `path` is a JSON pointer into the rule (or names the case), `value` is what was found there, the remedy says what to do. */
export type LintFinding = {
  readonly kind: LintKind;
  readonly rule: string;
  readonly path: string;
  readonly value?: unknown;
  readonly remedy: string;
};

/** A worked decision that a scheme must give: the ids of its refusing reasons, or of its open ones where it is UNDETERMINED. */
export type LintCase = {
  readonly name: string;
  readonly day: Day;
  readonly side: Side;
  readonly facts: Facts;
  readonly decision: Decision;
  readonly because: readonly string[];
};

/** Everything that should be set right before a scheme's rules decide; with its cases also what they leave untested and where they disagree. A rule that can't be read is not looked at further. */
export function lintRules(scheme: Scheme, cases?: readonly LintCase[]): LintFinding[] {
  const unreadable = scheme.rules.flatMap(unreadableParts);
  const readable = scheme.rules.filter(({ id }) => !unreadable.some(({ rule }) => rule === id));
  return [
    ...unreadable,
    ...readable.flatMap((rule) => [...emptyIntervals(rule), ...unreachable(rule), ...missingCitations(rule)]),
    ...lintSuccession(scheme.rules),
    ...(cases === undefined ? [] : readable.flatMap((rule) => missingRefusal(rule, scheme, cases))),
    ...(cases === undefined || unreadable.length > 0 ? [] : cases.flatMap((each) => contradictions(scheme, each))),
  ];
}

function conditionsOf({ when, requires }: Rule): readonly (readonly [string, Condition])[] {
  return [...(when === undefined ? [] : [['/when', when] as const]), ['/requires', requires]];
}

function unreadableParts(rule: Rule): readonly LintFinding[] {
  return conditionsOf(rule).flatMap(([place, condition]): readonly LintFinding[] => {
    try {
      parseCondition(condition);
      return [];
    } catch (fault) {
      if (!(fault instanceof ConditionNotValid)) throw fault;
      const { path, rejectedValue, remedy } = fault;
      const kind =
        /\/(fact|otherFact|unknown)$/.test(path) && !factDictionary.has(String(rejectedValue)) ? 'unknown-fact' : 'condition-not-valid';
      return [{ kind, rule: rule.id, path: place + path, value: rejectedValue, remedy }];
    }
  });
}

function emptyIntervals(rule: Rule): readonly LintFinding[] {
  const { id, from, to } = rule;
  const days: readonly LintFinding[] =
    to !== undefined && to < from
      ? [{ kind: 'empty-interval', rule: id, path: '/to', value: to, remedy: `End the rule on ${from}, its first day, or later.` }]
      : [];
  const ranges = conditionsOf(rule).flatMap(([place, condition]) =>
    comparisonsIn(condition)
      .filter((comparison) => comparison.op === 'between' && satisfiable([comparison]) === false)
      .map(({ fact, value }): LintFinding => {
        return {
          kind: 'empty-interval',
          rule: id,
          path: place,
          value: { fact, between: value },
          remedy: 'Write the lowest value before the highest.',
        };
      }),
  );
  return [...days, ...ranges];
}

function unreachable(rule: Rule): readonly LintFinding[] {
  const given = rule.when === undefined ? [] : [rule.when];
  const found = conditionsOf(rule).flatMap(([place, condition]) =>
    unreachableParts(condition, place === '/when' ? [] : given).map(({ path, part }) => ({ path: place + path, part })),
  );
  return found.map(({ path, part }) => ({
    kind: 'unreachable-branch',
    rule: rule.id,
    path,
    value: part,
    remedy: 'Take this part out, or correct its limits: beside the other parts it never makes a difference.',
  }));
}

function missingCitations({ id, cites }: Rule): readonly LintFinding[] {
  const remedy = 'Name the instrument in which the rule was read.';
  if (cites.length === 0) return [{ kind: 'missing-citation', rule: id, path: '/cites', value: [], remedy }];
  return cites.flatMap(({ instrument }, position): readonly LintFinding[] =>
    instrument.trim() === ''
      ? [{ kind: 'missing-citation', rule: id, path: `/cites/${position}/instrument`, value: instrument, remedy }]
      : [],
  );
}

/** A rule that can't refuse anybody needs no case. */
function missingRefusal(rule: Rule, { coverage }: Scheme, cases: readonly LintCase[]): readonly LintFinding[] {
  const refused = cases.some(({ decision, because }) => decision === 'INELIGIBLE' && because.includes(rule.id));
  if (refused || coverage === 'none' || !decides(rule) || satisfiable([{ not: ruleHolds(rule) }]) === false) return [];
  return [{ kind: 'missing-refusing-case', rule: rule.id, path: '', remedy: 'Add a case that this rule refuses.' }];
}

function contradictions(scheme: Scheme, { name, day, side, facts, decision, because }: LintCase): readonly LintFinding[] {
  const found = decide(scheme, factsOnDay(facts, day), day, side);
  const reasons = (found.decision === 'UNDETERMINED' ? found.unknown : found.refused).map(({ id }) => id);
  if (found.decision === decision && [...reasons].sort().join() === [...because].sort().join()) return [];
  const rule = reasons.find((id) => !because.includes(id)) ?? because.find((id) => !reasons.includes(id)) ?? '';
  return [
    {
      kind: 'contradicts-case',
      rule,
      path: `case “${name}”`,
      value: { decision: found.decision, because: reasons },
      remedy: `Correct the rule or the case, which expects ${decision}${because.length === 0 ? '' : ` because of ${because.join(', ')}`}.`,
    },
  ];
}
