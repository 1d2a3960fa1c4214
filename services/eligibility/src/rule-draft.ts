import { Side } from '@jinqiao/contracts/shapes';
import type { AuthoredTexts as Texts, Citation as RuleCitation, Rule } from '@jinqiao/eligibility-rules/rule';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { z } from 'zod';
import { ExistingDay } from './published-list.js';

const Text = z.string().trim().min(1).max(4_000);
const AuthoredTexts = z.strictObject({ en: Text, 'zh-Hans': Text, 'zh-Hant': Text });
const RuleId = z
  .string()
  .regex(/^[A-Z0-9]+(?:-[A-Z0-9]+)*$/, { message: 'Write an id of capital letters, digits and hyphens, such as SC-NB-07.' })
  .max(60);
const Reference = z.string().min(1).max(500);

const Citation = z.strictObject({
  instrument: z.string().max(500),
  article: Reference.optional(),
  url: z.url({ protocol: /^https?$/, error: 'Write an address that begins with https:// or http://.' }).optional(),
  seenOn: Reference.optional(),
  seenAt: ExistingDay.optional(),
  lastVerifiedAt: ExistingDay.optional(),
});

/** A rule as a supervisor writes it. Its conditions and citations are judged by `draftFaults`, which says more of them than a shape can. */
const DraftedRule = z.strictObject({
  id: RuleId,
  side: z.union([Side, z.literal('both')]),
  from: ExistingDay,
  to: ExistingDay.optional(),
  announcedOn: ExistingDay.optional(),
  operationalOn: ExistingDay.optional(),
  succeeds: z.string().min(1).max(60).optional(),
  says: AuthoredTexts,
  when: z.unknown().optional(),
  requires: z.unknown(),
  cites: z.array(Citation).max(50),
  confidence: z.enum(['official-page', 'secondary-page']).optional(),
  doubt: AuthoredTexts.optional(),
  about: z.literal('capacity').optional(),
  explainsOnly: z.boolean().optional(),
});

/** An example by which a draft proves itself: facts by their full names, as in the cases of the released law; null says that a fact does not apply. One with the name, day, side and facts of an earlier case restates it. */
const DraftCase = z.strictObject({
  name: Text,
  day: ExistingDay,
  side: Side,
  facts: z.record(z.string().max(100), z.unknown()),
  decision: z.enum(['ELIGIBLE', 'INELIGIBLE', 'UNDETERMINED', 'NOT_IN_FORCE']),
  /** The ids of all refusing reasons, or for UNDETERMINED of all open ones. */
  because: z.array(z.string().min(1).max(60)).max(100).default([]),
  /** For UNDETERMINED: every missing fact. */
  missing: z.array(z.string().min(1).max(100)).max(100).optional(),
  /** UNDETERMINED for the order's own facts alone. */
  dependsOnOrder: z.boolean().optional(),
});
const Cases = z.array(DraftCase).max(100);

/** A new rule, which may succeed another. */
const NewRuleBody = z.strictObject({ kind: z.literal('rule').optional(), rule: DraftedRule, cases: Cases });

/** The last day of a rule that nothing succeeds, with what ended it. */
const ClosureBody = z.strictObject({
  kind: z.literal('closure'),
  closes: RuleId,
  lastDay: ExistingDay,
  reason: AuthoredTexts,
  cites: z.array(Citation).max(50),
  cases: Cases,
});
export type ClosureBody = z.infer<typeof ClosureBody>;

export const RuleDraftBody = z.discriminatedUnion('kind', [NewRuleBody, ClosureBody], {
  error: ({ code }) =>
    code === 'invalid_union' ? 'Write "rule" for a new rule, or "closure" for the last day of a published one.' : undefined,
});
export type RuleDraftBody = z.infer<typeof RuleDraftBody>;

/** What ended a rule, and the content for which its closing was drafted. */
export type Closure = { readonly reason: Texts; readonly cites: readonly RuleCitation[]; readonly contentHash: string };

/** A rule that passed `draftFaults`, with the cases that it keeps; with `closure` it is a published one with its last day. */
export type RuleDraft = { readonly rule: Rule; readonly cases: readonly SchemeCase[]; readonly closure?: Closure };

/** A value as JSON keeps it: without fields that were left out. What it says of conditions and facts is true once `draftFaults` found nothing. */
export function asKept<T>(body: unknown): T {
  return JSON.parse(JSON.stringify(body)) as T;
}

/** The published rule as a draft closes it. */
export function asClosure({ lastDay, reason, cites, cases }: ClosureBody, published: Rule, contentHash: string): RuleDraft {
  return asKept({ rule: { ...published, to: lastDay }, cases, closure: { reason, cites, contentHash } });
}

/** The first day on which a draft decides otherwise than the law without it. */
export function firstDayOf({ rule, closure }: RuleDraft): Day {
  return closure !== undefined && rule.to !== undefined ? addDays(rule.to, 1) : rule.from;
}
