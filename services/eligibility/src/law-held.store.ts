import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';
import { casesOf, casesWith } from '@jinqiao/eligibility-schemes/scheme-cases';
import type { Sql } from '@jinqiao/event-log/sql';
import { dayOf } from '@jinqiao/identifiers/day';
import type { LawHeld } from './rule-draft-lint.js';
import { publishedCases } from './rule-history.store.js';
import { ruleHash, ruleIds } from './rule.store.js';

/** Every worked decision that is known of a scheme: those of the release, and those of drafts that were published since. */
export async function heldCases(sql: Sql, scheme: Scheme): Promise<readonly SchemeCase[]> {
  return casesWith(await casesOf(scheme), await publishedCases(sql, scheme.id));
}

/** What a draft for the scheme is held against at this moment. */
export async function lawHeld(sql: Sql, scheme: Scheme, now: Date): Promise<LawHeld> {
  return { scheme, cases: await heldCases(sql, scheme), ruleIdsTaken: await ruleIds(sql), today: dayOf(now), hashOf: ruleHash };
}
