import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import type { Sql } from '@jinqiao/event-log/sql';
import { dayOf } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { requestNotValid } from '@jinqiao/problem-details/field-errors';
import { Problem } from '@jinqiao/problem-details/problem';
import { v7 as uuid } from 'uuid';
import { ReleasedRulesRefused } from './rule-release.js';
import { ruleHash } from './rule.store.js';
import { verifiedByFile } from './rule-verification.js';
import type { VerificationOutcome, VerificationRecord } from './rule-verification.js';
import { putOffFaults, verifiedOnFaults } from './rule-verification.api.js';
import type { OwnerBody, PutOffBody, VerificationBody } from './rule-verification.api.js';

/** One rule of a scheme, and who does something about its verification, when. */
export type RuleInHand = { readonly scheme: string; readonly ruleId: string; readonly by: string; readonly now: Date };

/** A verification as it was recorded; `verifiedBy` is null where a release said so. */
export type RecordedVerification = {
  readonly verificationId: string;
  readonly rule: string;
  readonly contentHash: string;
  readonly verifiedOn: Day;
  readonly outcome: VerificationOutcome;
  readonly sourceSeen: string | null;
  readonly note: string | null;
  readonly verifiedBy: string | null;
  readonly recordedAt: string;
};

/** Who answers for a rule and whether he is reminded, as of a change, with the person who made it. */
export type RecordedDuty = {
  readonly owner: string | null;
  readonly putOffUntil: Day | null;
  readonly note: string | null;
  readonly changedBy: string;
  readonly recordedAt: string;
};

const instant = `to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt"`;
const verificationColumns = `verification_id::text AS "verificationId", rule_id AS rule, content_hash AS "contentHash", verified_on::text AS "verifiedOn", outcome,
  source_seen AS "sourceSeen", note, verified_by AS "verifiedBy", ${instant}`;
const dutyColumns = `owner, put_off_until::text AS "putOffUntil", note, changed_by AS "changedBy", ${instant}`;

/** What is known of the verification of every rule of the schemes that has not ended before the day. */
export async function verificationRecords(sql: Sql, schemes: readonly string[], today: Day): Promise<VerificationRecord[]> {
  const rows = await sql(
    `SELECT rule.rule_id AS rule, rule.scheme, rule.content, rule.content_hash AS "contentHash",
       ((first.recorded_at AT TIME ZONE 'UTC') + interval '8 hours')::date::text AS since, confirmed.on_day AS "lastVerifiedAt",
       CASE WHEN latest.outcome = 'doubted' THEN jsonb_build_object(
         'on', latest.verified_on, 'by', latest.verified_by, 'sourceSeen', latest.source_seen, 'note', latest.note) END AS doubted,
       duty.owner, duty.put_off_until::text AS "putOffUntil"
     FROM rule JOIN rule_history first ON first.rule_id = rule.rule_id AND first.version = 1
     LEFT JOIN LATERAL (
       SELECT max(verified_on)::text AS on_day FROM rule_verification WHERE rule_id = rule.rule_id AND outcome = 'confirmed') confirmed ON true
     LEFT JOIN LATERAL (SELECT * FROM rule_verification WHERE rule_id = rule.rule_id ORDER BY position DESC LIMIT 1) latest ON true
     LEFT JOIN LATERAL (SELECT * FROM rule_duty WHERE rule_id = rule.rule_id ORDER BY position DESC LIMIT 1) duty ON true
     WHERE rule.scheme = ANY($1::text[]) AND (rule.content ->> 'to' IS NULL OR rule.content ->> 'to' >= $2::text)`,
    [schemes, today],
  );
  return rows.map(({ content, ...row }) => {
    const { says, cites } = content as Rule;
    return { ...row, says, cites } as unknown as VerificationRecord;
  });
}

/** Records that a rule was read at its source again, for exactly the content that was read. A confirmation is on every citation from now on; no verdict changes. */
export async function recordVerification(sql: Sql, inHand: RuleInHand, body: VerificationBody): Promise<RecordedVerification> {
  const { ruleId, by, now } = inHand;
  const contentHash = await holdRule(sql, inHand);
  if (contentHash !== body.contentHash)
    throw new Problem(
      'version-conflict',
      `The rule ${ruleId} is no longer as it was read: its contentHash is ${contentHash}, not ${body.contentHash}. Read it again, then verify it.`,
      { contentHash },
    );
  const [last] = await sql('SELECT max(verified_on)::text AS on_day FROM rule_verification WHERE rule_id = $1', [ruleId]);
  const faults = verifiedOnFaults(body.verifiedOn, dayOf(now), (last?.['on_day'] ?? null) as Day | null);
  if (faults.length > 0) throw requestNotValid(faults, body);
  const [row] = await sql(
    `INSERT INTO rule_verification (verification_id, rule_id, content_hash, verified_on, outcome, source_seen, note, verified_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${verificationColumns}`,
    [uuid(), ruleId, contentHash, body.verifiedOn, body.outcome, body.sourceSeen, body.note ?? null, by, now.toISOString()],
  );
  await sql('UPDATE rule_store SET revision = revision + 1');
  const duty = await latestDuty(sql, ruleId);
  if (duty?.putOffUntil) await keepDuty(sql, inHand, { ...duty, putOffUntil: null, note: 'Verified.' });
  return row as unknown as RecordedVerification;
}

/** Notes which rules the files of a release call verified for a later day than is known; answers them. Throws `ReleasedRulesRefused` where that day has not come. */
export async function noteReleasedVerifications(sql: Sql, schemes: readonly Scheme[], now: Date): Promise<readonly string[]> {
  const verified = schemes
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => {
      const verifiedOn = verifiedByFile(rule);
      return verifiedOn === undefined ? [] : [{ rule_id: rule.id, content_hash: ruleHash(rule), verified_on: verifiedOn, id: uuid() }];
    });
  const early = verified.filter(({ verified_on }) => verified_on > dayOf(now));
  if (early.length > 0)
    throw new ReleasedRulesRefused(
      early.map(
        ({ rule_id, verified_on }) =>
          `The rule ${rule_id} of this release says that it was verified on ${verified_on}, which has not come.`,
      ),
      'Correct "lastVerifiedAt" in the released file.',
    );
  const rows = await sql(
    `INSERT INTO rule_verification (verification_id, rule_id, content_hash, verified_on, outcome, recorded_at)
     SELECT id, rule_id, content_hash, verified_on, 'confirmed', $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS released(rule_id text, content_hash text, verified_on date, id uuid)
     WHERE NOT EXISTS (SELECT 1 FROM rule_verification known WHERE known.rule_id = released.rule_id AND known.verified_on >= released.verified_on)
     RETURNING rule_id`,
    [JSON.stringify(verified), now.toISOString()],
  );
  if (rows.length > 0) await sql('UPDATE rule_store SET revision = revision + 1');
  return rows.map((row) => row['rule_id'] as string);
}

/** Lets somebody answer for a rule, or nobody. Whoever takes it from another names him. */
export async function assignOwner(sql: Sql, inHand: RuleInHand, { owner, insteadOf, note }: OwnerBody): Promise<RecordedDuty> {
  await holdRule(sql, inHand);
  const duty = await latestDuty(sql, inHand.ruleId);
  const present = duty?.owner ?? null;
  if (present === owner && duty !== undefined) return duty;
  if (present !== insteadOf)
    throw new Problem(
      'version-conflict',
      `The rule ${inHand.ruleId} is owned by ${present ?? 'nobody'}, not by ${insteadOf ?? 'nobody'}. Name the present owner in "insteadOf" to put another in his place.`,
      { owner: present },
    );
  return keepDuty(sql, inHand, { owner, putOffUntil: duty?.putOffUntil ?? null, note: note ?? null });
}

/** Puts the reminder of a rule off until a day; the rule stays as due as it is. */
export async function putOffReminder(sql: Sql, inHand: RuleInHand, { until, note }: PutOffBody): Promise<RecordedDuty> {
  await holdRule(sql, inHand);
  const faults = putOffFaults(until, dayOf(inHand.now));
  if (faults.length > 0) throw requestNotValid(faults, { until });
  const duty = await latestDuty(sql, inHand.ruleId);
  return keepDuty(sql, inHand, { owner: duty?.owner ?? null, putOffUntil: until, note });
}

/** Everything that was recorded of a rule's verification, the latest first. */
export async function verificationHistory(sql: Sql, scheme: string, ruleId: string) {
  const [rule] = await sql('SELECT content_hash FROM rule WHERE scheme = $1 AND rule_id = $2', [scheme, ruleId]);
  if (rule === undefined) throw noSuchRule(scheme, ruleId);
  const verifications = await sql(
    `SELECT ${verificationColumns} FROM rule_verification WHERE rule_id = $1 ORDER BY position DESC LIMIT 200`,
    [ruleId],
  );
  const duties = await sql(`SELECT ${dutyColumns} FROM rule_duty WHERE rule_id = $1 ORDER BY position DESC LIMIT 200`, [ruleId]);
  return { scheme, rule: ruleId, contentHash: rule['content_hash'] as string, verifications, duties };
}

/** Holds the rule, so that nobody else changes it or its duty meanwhile; answers the hash of what it says. */
async function holdRule(sql: Sql, { scheme, ruleId }: RuleInHand): Promise<string> {
  const [row] = await sql('SELECT content_hash FROM rule WHERE scheme = $1 AND rule_id = $2 FOR NO KEY UPDATE', [scheme, ruleId]);
  if (row === undefined) throw noSuchRule(scheme, ruleId);
  return row['content_hash'] as string;
}

const noSuchRule = (scheme: string, ruleId: string): Problem =>
  new Problem('not-found', `The scheme ${scheme} has no published rule ${ruleId}. GET /v1/schemes/${scheme} names its rules.`);

async function latestDuty(sql: Sql, ruleId: string): Promise<RecordedDuty | undefined> {
  const [row] = await sql(`SELECT ${dutyColumns} FROM rule_duty WHERE rule_id = $1 ORDER BY position DESC LIMIT 1`, [ruleId]);
  return row as RecordedDuty | undefined;
}

async function keepDuty(
  sql: Sql,
  { ruleId, by, now }: RuleInHand,
  duty: Pick<RecordedDuty, 'owner' | 'putOffUntil' | 'note'>,
): Promise<RecordedDuty> {
  const [row] = await sql(
    `INSERT INTO rule_duty (rule_id, owner, put_off_until, note, changed_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${dutyColumns}`,
    [ruleId, duty.owner, duty.putOffUntil, duty.note, by, now.toISOString()],
  );
  return row as unknown as RecordedDuty;
}
