import { Problem } from '@jinqiao/problem-details/problem';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { z } from 'zod';
import { ExistingDay } from './published-list.js';
import { isDue, mostDaysPutOff, placeOf } from './rule-verification.js';
import type { RuleToVerify } from './rule-verification.js';
import { SchemeId } from './scheme-named.js';

const Person = z.string().trim().min(1).max(200);
const Note = z.string().trim().min(1).max(4_000);

/** `GET /v1/rule-verifications`. */
export const QueueQuery = z
  .strictObject({
    due: z.enum(['overdue', 'soon', 'all']).default('overdue'),
    owner: Person.optional(),
    /** Only rules that nobody answers for. */
    unowned: z.literal('true').optional(),
    scheme: SchemeId.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(200).optional(),
  })
  .refine(({ owner, unowned }) => owner === undefined || unowned === undefined, {
    path: ['unowned'],
    message: 'Ask either for an owner or for rules without one.',
  });
export type QueueQuery = z.infer<typeof QueueQuery>;

/** A rule was read at its source again. */
export const VerificationBody = z
  .strictObject({
    contentHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { message: 'Write the contentHash of the rule as it was read, from GET /v1/rule-verifications.' }),
    verifiedOn: ExistingDay,
    outcome: z.enum(['confirmed', 'doubted']),
    sourceSeen: z.string().trim().min(1).max(500),
    note: Note.optional(),
  })
  .refine(({ outcome, note }) => outcome === 'confirmed' || note !== undefined, {
    path: ['note'],
    message: 'Say what is doubted.',
  });
export type VerificationBody = z.infer<typeof VerificationBody>;

/** Who answers for a rule from now on, null for nobody; `insteadOf` names whom the caller saw as owner. */
export const OwnerBody = z.strictObject({ owner: Person.nullable(), insteadOf: Person.nullable().default(null), note: Note.optional() });
export type OwnerBody = z.infer<typeof OwnerBody>;

/** No reminder before the day; null takes an earlier day back. */
export const PutOffBody = z.strictObject({ until: ExistingDay.nullable(), note: Note });
export type PutOffBody = z.infer<typeof PutOffBody>;

/** One fault of a request that has the right shape. */
export type DayFault = { readonly path: readonly string[]; readonly message: string };

/** Why a verification can't be of this day; `lastOn` is the day of the one before. */
export function verifiedOnFaults(verifiedOn: Day, today: Day, lastOn: Day | null): DayFault[] {
  const path = ['verifiedOn'];
  if (verifiedOn > today) return [{ path, message: `This day has not come: write ${today} or an earlier day.` }];
  if (lastOn === null || verifiedOn >= lastOn) return [];
  return [{ path, message: `The rule was verified for ${lastOn} already: write that day or a later one.` }];
}

/** Why a reminder can't be put off until this day. */
export function putOffFaults(until: Day | null, today: Day): DayFault[] {
  const last = addDays(today, mostDaysPutOff);
  if (until === null || (today < until && until <= last)) return [];
  return [
    {
      path: ['until'],
      message: `Write a day after ${today} and not after ${last}: a reminder is put off by at most ${mostDaysPutOff} days.`,
    },
  ];
}

/** One page of the part of the queue that is asked for, and where the next one starts. */
export function queuePage(queue: readonly RuleToVerify[], { due, limit, cursor }: QueueQuery, today: Day) {
  if (cursor !== undefined && !/^\d{4}-\d{2}-\d{2}_./.test(cursor))
    throw new Problem('cursor-not-valid', 'The cursor is not one that this list gave. Start again without it.', { cursor });
  const rest = queue.filter((each) => isDue(due, each, today) && (cursor === undefined || placeOf(each) > cursor));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rest.length > limit && last ? placeOf(last) : null };
}

/** How many rules have which reminder, and how many nobody has ever confirmed. */
export function queueCounts(queue: readonly RuleToVerify[]) {
  const of = (reminder: RuleToVerify['reminder']) => queue.filter((each) => each.reminder === reminder).length;
  return {
    all: queue.length,
    neverVerified: queue.filter(({ lastVerifiedAt }) => lastVerifiedAt === null).length,
    overdue: of('overdue'),
    due: of('due'),
    dueSoon: of('due-soon'),
    putOff: of('put-off'),
    unowned: queue.filter(({ owner }) => owner === null).length,
  };
}
