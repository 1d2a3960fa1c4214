import { decides } from '@jinqiao/eligibility-rules/rule';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { addDays } from '@jinqiao/identifiers/day';
import { mutateCondition } from './mutate-condition.js';

/** A scheme with one thing changed in it; the name says what, and is stable from run to run. */
export type SchemeMutant = { readonly name: string; readonly scheme: Scheme };

/** Every scheme that differs from this one in one place: a rule's condition, its days, its side, its presence, or the scheme's first day. */
export function mutateScheme(scheme: Scheme): readonly SchemeMutant[] {
  const ofRules = scheme.rules.filter(decides).flatMap((rule) =>
    mutateRule(scheme, rule).map(({ name, rule: mutant }) => ({
      name: `${rule.id}: ${name}`,
      scheme: { ...scheme, rules: scheme.rules.map((known) => (known === rule ? mutant : known)) },
    })),
  );
  const { inForceFrom } = scheme;
  const ofStart = inForceFrom === null ? [] : [-1, 1].map((step) => ({ step, day: addDays(inForceFrom, step) }));
  return [
    ...ofRules,
    ...ofStart.map(({ step, day }) => ({
      name: `${scheme.id}: in force ${step < 0 ? 'a day earlier' : 'a day later'}`,
      scheme: { ...scheme, inForceFrom: day },
    })),
  ];
}

type RuleMutant = { readonly name: string; readonly rule: Rule };

function mutateRule(scheme: Scheme, rule: Rule): readonly RuleMutant[] {
  const { when, to } = rule;
  const requires = mutateCondition(rule.requires).map(({ where, condition }) => ({
    name: `requires ${where}`,
    rule: { ...rule, requires: condition },
  }));
  const whens =
    when === undefined
      ? []
      : mutateCondition(when).map(({ where, condition }) => ({ name: `when ${where}`, rule: { ...rule, when: condition } }));
  const starts = rule.from === scheme.inForceFrom ? [1] : [-1, 1];
  const ends = to === undefined ? [] : [-1, 1].map((step) => ({ name: `to ${step}`, rule: { ...rule, to: addDays(to, step) } }));
  const sides = (['buy', 'sell', 'both'] as const).filter((side) => side !== rule.side);
  return [
    ...requires,
    ...whens,
    ...(when === undefined ? [] : [{ name: 'without when', rule: withoutWhen(rule) }]),
    ...starts.map((step) => ({ name: `from ${step}`, rule: { ...rule, from: addDays(rule.from, step) } })),
    ...ends,
    ...sides.map((side) => ({ name: `side ${side}`, rule: { ...rule, side } })),
    { name: 'removed', rule: { ...rule, explainsOnly: true } },
  ];
}

function withoutWhen(rule: Rule): Rule {
  return Object.fromEntries(Object.entries(rule).filter(([member]) => member !== 'when')) as Rule;
}
