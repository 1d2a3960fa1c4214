import { Side } from '@jinqiao/contracts/shapes';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Rule } from '@jinqiao/eligibility-rules/rule';
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

/** An example by which a draft proves itself: facts by their full names, as in the cases of the released law; null says that a fact does not apply. */
const DraftCase = z.strictObject({
  name: Text,
  day: ExistingDay,
  side: Side,
  facts: z.record(z.string().max(100), z.unknown()),
  decision: z.enum(['ELIGIBLE', 'INELIGIBLE', 'UNDETERMINED', 'NOT_IN_FORCE']),
  /** The ids of all refusing reasons, or for UNDETERMINED of all open ones. */
  because: z.array(z.string().min(1).max(60)).max(100).default([]),
});

export const RuleDraftBody = z.strictObject({ rule: DraftedRule, cases: z.array(DraftCase).max(100) });
export type RuleDraftBody = z.infer<typeof RuleDraftBody>;

/** A worked decision with facts that were read by the dictionary. */
export type RuleCase = Omit<z.infer<typeof DraftCase>, 'facts' | 'because'> & {
  readonly facts: Facts;
  readonly because: readonly string[];
};

/** A rule that passed `draftFaults`, with the cases that it keeps. */
export type RuleDraft = { readonly rule: Rule; readonly cases: readonly RuleCase[] };

/** The draft without fields that were left out. What it says of conditions and facts is true once `draftFaults` found nothing. */
export function asRuleDraft(body: RuleDraftBody): RuleDraft {
  return JSON.parse(JSON.stringify(body)) as RuleDraft;
}
