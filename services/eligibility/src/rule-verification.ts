import type { Rule } from '@jinqiao/eligibility-rules/rule';
import { addDays, daysBetween } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';

/** How many days a confirmation holds: after them the rule must be read at its source again. */
export const daysAConfirmationHolds = 180;

/** How many days before that its owner is reminded. */
export const daysOfNotice = 14;

/** The most days by which a reminder can be put off at once. */
export const mostDaysPutOff = 60;

/** What came out when a rule was read at its source again; a doubt changes no verdict, it only keeps the rule due. */
export type VerificationOutcome = 'confirmed' | 'doubted';

/** What is known of the verification of one rule. */
export type VerificationRecord = {
  readonly rule: string;
  readonly scheme: string;
  readonly says: Rule['says'];
  readonly cites: Rule['cites'];
  readonly contentHash: string;
  /** The day on which the rule came into the store; one that nobody has confirmed is due from then on. */
  readonly since: Day;
  /** The day for which it was last confirmed; null where nobody has. */
  readonly lastVerifiedAt: Day | null;
  /** The doubt that was recorded last, where no confirmation came after it. */
  readonly doubted: { readonly on: Day; readonly by: string; readonly sourceSeen: string; readonly note: string } | null;
  readonly owner: string | null;
  /** Set by a supervisor since the rule was last verified: no reminder before that day. */
  readonly putOffUntil: Day | null;
};

/** What a supervisor is told on a day; `put-off` counts as told already. */
export type Reminder = 'none' | 'due-soon' | 'due' | 'overdue' | 'put-off';

/** One place in the queue of rules to verify again. */
export type RuleToVerify = Omit<VerificationRecord, 'since'> & {
  readonly dueOn: Day;
  readonly overdueDays: number;
  readonly reminder: Reminder;
};

/** Which part of the queue is asked for: what is due today or was earlier, what becomes due within the notice, or all of it. */
export type Due = 'overdue' | 'soon' | 'all';

/** The day on which a rule must be verified again: of a doubted one the day of the doubt, of one never confirmed the day on which it came. */
export function dueOn({ doubted, lastVerifiedAt, since }: Pick<VerificationRecord, 'doubted' | 'lastVerifiedAt' | 'since'>): Day {
  if (doubted !== null) return doubted.on;
  return lastVerifiedAt === null ? since : addDays(lastVerifiedAt, daysAConfirmationHolds);
}

/** What is said on a day of a rule that is due on another; a reminder that was put off comes back on its day. */
export function reminderOn(today: Day, due: Day, putOffUntil: Day | null): Reminder {
  if (due > addDays(today, daysOfNotice)) return 'none';
  if (putOffUntil !== null && today < putOffUntil) return 'put-off';
  if (due > today) return 'due-soon';
  return due === today ? 'due' : 'overdue';
}

/** The queue as it is on a day, what has been due longest first. */
export function verificationQueue(records: readonly VerificationRecord[], today: Day): RuleToVerify[] {
  const places = records.map(({ since, ...record }): RuleToVerify => {
    const due = dueOn({ ...record, since });
    return {
      ...record,
      dueOn: due,
      overdueDays: Math.max(0, daysBetween(due, today)),
      reminder: reminderOn(today, due, record.putOffUntil),
    };
  });
  return places.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

/** Orders the queue; no two places have the same. */
export const placeOf = ({ dueOn: due, rule }: Pick<RuleToVerify, 'dueOn' | 'rule'>): string => `${due}_${rule}`;

/** True for what belongs to the part of the queue. A reminder that was put off takes nothing out of it. */
export function isDue(part: Due, { dueOn: due }: Pick<RuleToVerify, 'dueOn'>, today: Day): boolean {
  if (part === 'overdue') return due <= today;
  return part === 'all' || (today < due && due <= addDays(today, daysOfNotice));
}

/** The rule with the day of its last confirmation on every citation that does not carry a later one. */
export function confirmedRule(rule: Rule, confirmedOn: Day | null): Rule {
  if (confirmedOn === null) return rule;
  const later = (day: Day | undefined) => (day !== undefined && day > confirmedOn ? day : confirmedOn);
  return { ...rule, cites: rule.cites.map((cite) => ({ ...cite, lastVerifiedAt: later(cite.lastVerifiedAt) })) };
}

/** The day for which a file says that its rule was verified: of its citations the one that was looked at longest ago; undefined where one was never. */
export function verifiedByFile({ cites }: Rule): Day | undefined {
  const days = cites.map(({ lastVerifiedAt }) => lastVerifiedAt);
  return days.includes(undefined) ? undefined : (days as Day[]).sort()[0];
}
