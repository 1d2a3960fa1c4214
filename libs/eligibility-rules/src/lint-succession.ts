import { addDays } from '@jinqiao/identifiers/day';
import type { LintFinding } from './lint.js';
import type { Rule } from './rule.js';

/** Faults between a rule and the one that it follows: a day that neither or both cover, or a rule to follow that is not there. */
export function lintSuccession(rules: readonly Rule[]): readonly LintFinding[] {
  return rules.flatMap((rule) => (rule.succeeds === undefined ? [] : between(rule, rule.succeeds, rules)));
}

function between(rule: Rule, followed: string, rules: readonly Rule[]): readonly LintFinding[] {
  const before = rules.find(({ id }) => id === followed);
  if (before === undefined)
    return [
      {
        kind: 'unknown-predecessor',
        rule: rule.id,
        path: '/succeeds',
        value: followed,
        remedy: 'Name a rule of the same scheme to follow.',
      },
    ];
  const lastDay = addDays(rule.from, -1);
  const rival = rules.find((other) => other.id !== rule.id && other.succeeds === followed && overlap(other, rule));
  const found: LintFinding[] = [];
  if (before.to === undefined || before.to >= rule.from)
    found.push({ kind: 'overlap', rule: rule.id, path: '/from', value: rule.from, remedy: `Close ${followed} on ${lastDay}.` });
  else if (before.to < lastDay)
    found.push({
      kind: 'gap',
      rule: rule.id,
      path: '/from',
      value: rule.from,
      remedy: `Start on ${addDays(before.to, 1)}, or close ${followed} on ${lastDay}.`,
    });
  if (rival !== undefined)
    found.push({
      kind: 'overlap',
      rule: rule.id,
      path: '/succeeds',
      value: followed,
      remedy: `Only one of this rule and ${rival.id} can follow it.`,
    });
  return found;
}

const overlap = (a: Rule, b: Rule): boolean => a.from <= (b.to ?? '9999-12-31') && b.from <= (a.to ?? '9999-12-31');
