import type { MigrationInterface, QueryRunner } from 'typeorm';

const ruleVerification = `
CREATE FUNCTION refuse_change_of_verifications() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused. Record another verification or another duty.', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$refuse$;

-- Who read a rule at its source again, when, and what came out; without a name where a release says so.
CREATE TABLE rule_verification (
  verification_id uuid PRIMARY KEY,
  position bigint GENERATED ALWAYS AS IDENTITY,
  rule_id text NOT NULL REFERENCES rule (rule_id),
  content_hash text NOT NULL,
  verified_on date NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('confirmed', 'doubted')),
  source_seen text,
  note text,
  verified_by text,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT a_person_names_the_source CHECK ((verified_by IS NULL) = (source_seen IS NULL)),
  CONSTRAINT a_doubt_has_a_person_and_a_reason CHECK (outcome = 'confirmed' OR (verified_by IS NOT NULL AND note IS NOT NULL))
);
CREATE INDEX rule_verification_by_rule ON rule_verification (rule_id, position);
CREATE TRIGGER rule_verification_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_verification
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_verifications();

-- Who answers for verifying a rule, and until when he is not reminded; the latest row counts.
CREATE TABLE rule_duty (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule_id text NOT NULL REFERENCES rule (rule_id),
  owner text,
  put_off_until date,
  note text,
  changed_by text NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX rule_duty_by_rule ON rule_duty (rule_id, position);
CREATE TRIGGER rule_duty_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_duty
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_verifications();
`;

/** What is known of rules being read at their sources again: by whom, when, and who answers for the next time. */
export class CreateRuleVerification1767484800000 implements MigrationInterface {
  readonly name = 'CreateRuleVerification1767484800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ruleVerification);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('The record of who verified the law is never dropped by a migration.'));
  }
}
