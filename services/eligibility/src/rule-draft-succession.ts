import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import type { Found } from './rule-draft-fault.js';
import type { Closure } from './rule-draft.js';

/** Why a rule can't follow the one that it names. */
export function successionFaults({ rules }: Scheme, rule: Rule): Found[] {
  if (rule.succeeds === undefined) return [];
  const at = { path: '/rule/succeeds', value: rule.succeeds };
  const followed = rules.find(({ id }) => id === rule.succeeds);
  if (followed === undefined)
    return [{ ...at, remedy: `Name a rule of this scheme: ${rules.map(({ id }) => id).join(', ') || 'it has none'}.` }];
  const other = rules.find(({ succeeds }) => succeeds === rule.succeeds);
  if (other !== undefined) return [{ ...at, remedy: `${followed.id} is succeeded by ${other.id} already. Succeed that rule instead.` }];
  if (followed.side !== rule.side)
    return [{ path: '/rule/side', value: rule.side, remedy: `${followed.id} binds "${followed.side}": its successor does too.` }];
  return succeedingDayFaults(followed, rule.from);
}

/** Two rules of one succession never hold on one day, and no day lies between them. */
function succeedingDayFaults(followed: Rule, from: Day): Found[] {
  const at = { path: '/rule/from', value: from };
  if (from <= followed.from)
    return [{ ...at, remedy: `${followed.id} starts on ${followed.from}: start on a later day, so that it keeps one of its own.` }];
  if (followed.to === undefined || addDays(followed.to, 1) === from) return [];
  const how = from <= followed.to ? 'overlap' : 'leave a gap';
  return [{ ...at, remedy: `${followed.id} ends on ${followed.to}, so the two would ${how}: start on ${addDays(followed.to, 1)}.` }];
}

type ClosedIn = { readonly scheme: Scheme; readonly today: Day; readonly hashOf: (rule: Rule) => string };

/** Why a rule can't be closed so: it ended already, it is no longer as it was drafted for, or its last day is past, by which decisions that were given would lose their rule. */
export function closureFaults({ scheme, today, hashOf }: ClosedIn, { id, to = today }: Rule, { contentHash }: Closure): Found[] {
  const published = scheme.rules.find((rule) => rule.id === id);
  if (published === undefined) return [{ path: '/closes', value: id, remedy: 'Name a rule of this scheme.' }];
  if (published.to !== undefined)
    return [{ path: '/closes', value: id, remedy: `${id} ends on ${published.to} already: a last day is never moved.` }];
  if (hashOf(published) !== contentHash)
    return [{ path: '/closes', value: id, remedy: `${id} is no longer as it was when this was drafted: draft its closing again.` }];
  const earliest = published.from > today ? published.from : today;
  if (to >= earliest) return [];
  return [{ path: '/lastDay', value: to, remedy: `Close ${id} on ${earliest} or later: what was decided by it stays explained by it.` }];
}
