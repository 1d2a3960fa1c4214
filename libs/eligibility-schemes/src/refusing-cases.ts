import { decides } from '@jinqiao/eligibility-rules/rule';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import type { SchemeCase } from './scheme-case.js';

/** Why a rule has no case that it refuses, where it needs none. */
export type NeverRefuses = 'draft' | 'explains only' | 'always holds';

/** A rule and the first case that it refuses; `exempt` where it can refuse nothing. Neither is a hole. */
export type RefusingCase = { readonly rule: string; readonly refuses?: SchemeCase; readonly exempt?: NeverRefuses };

/** The table of a scheme's rules, each with a case that it refuses, in the order of the rules. */
export function refusingCases({ rules }: Scheme, cases: readonly SchemeCase[]): readonly RefusingCase[] {
  return rules.map((rule) => {
    const exempt = exemptionOf(rule);
    const refuses = cases.find(({ decision, because }) => decision === 'INELIGIBLE' && because.includes(rule.id));
    return { rule: rule.id, ...(refuses === undefined ? {} : { refuses }), ...(exempt === undefined ? {} : { exempt }) };
  });
}

/** The rules that could refuse and that no case shows refusing. */
export function holesOf(table: readonly RefusingCase[]): readonly string[] {
  return table.filter(({ refuses, exempt }) => refuses === undefined && exempt === undefined).map(({ rule }) => rule);
}

function exemptionOf(rule: Rule): NeverRefuses | undefined {
  if (rule.explainsOnly === true) return 'explains only';
  if (!decides(rule)) return 'draft';
  const constantlyTrue = rule.when === undefined && 'all' in rule.requires && rule.requires.all.length === 0;
  return constantlyTrue ? 'always holds' : undefined;
}
