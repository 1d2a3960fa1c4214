import type { Citation, Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { addDays } from '@jinqiao/identifiers/day';
import { canonicalJson } from '@jinqiao/service-runtime/canonical-json';

/** A rule without the days on which people looked at its sources: they say nothing of the law, so that to look again is no edit (ADR 0010). */
export function lawContent(rule: Rule): Rule {
  return {
    ...rule,
    cites: rule.cites.map((cite) => Object.fromEntries(Object.entries(cite).filter(([field]) => !daysOfLooking.has(field))) as Citation),
  };
}

const daysOfLooking: ReadonlySet<string> = new Set<keyof Citation>(['seenAt', 'lastVerifiedAt']);

/** The fields of the law in which two versions of a rule differ, in alphabetical order. */
export function differingFields(before: Rule, after: Rule): (keyof Rule)[] {
  const [one, other] = [lawContent(before), lawContent(after)];
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort() as (keyof Rule)[];
  return fields.filter((field) => canonicalJson(one[field]) !== canonicalJson(other[field]));
}

/** True where the later version adds the last day to a rule that ran on, and changes nothing else. */
export function onlyCloses(before: Rule, after: Rule): boolean {
  return before.to === undefined && after.to !== undefined && differingFields(before, after).join() === 'to';
}

/** The rule that another follows, closed on the day before it where it ran on; undefined where nothing is closed. */
export function closedBy(rules: readonly Rule[], successor: Rule): Rule | undefined {
  const open = rules.find(({ id, to }) => id === successor.succeeds && to === undefined);
  return open && { ...open, to: addDays(successor.from, -1) };
}

/** The scheme as it will be once the rule is published: a rule that is there already is put in its own place, as where it is closed. */
export function schemeWith(scheme: Scheme, rule: Rule): Scheme {
  const closed = closedBy(scheme.rules, rule);
  const changed = new Map([closed, rule].flatMap((each) => (each === undefined ? [] : [[each.id, each]])));
  const kept = scheme.rules.map((each) => changed.get(each.id) ?? each);
  return { ...scheme, rules: scheme.rules.some(({ id }) => id === rule.id) ? kept : [...kept, rule] };
}
