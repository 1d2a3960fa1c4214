import type { MigrationInterface, QueryRunner } from 'typeorm';

const ruleStore = `
-- The rules of one scheme as a whole, so that their publication has a subject and a version of its own.
CREATE TABLE rule_set (
  scheme text PRIMARY KEY,
  rule_set_id uuid NOT NULL UNIQUE,
  version integer NOT NULL CHECK (version >= 1)
);

CREATE TABLE rule (
  rule_id text PRIMARY KEY,
  scheme text NOT NULL REFERENCES rule_set (scheme),
  place bigint GENERATED ALWAYS AS IDENTITY,
  version integer NOT NULL CHECK (version >= 1),
  content jsonb NOT NULL CHECK (content ->> 'id' = rule_id),
  content_hash text NOT NULL
);
CREATE INDEX rule_by_scheme ON rule (scheme, place);

CREATE TABLE rule_draft (
  draft_id uuid PRIMARY KEY,
  scheme text NOT NULL,
  rule jsonb NOT NULL,
  cases jsonb NOT NULL,
  drafted_by text NOT NULL,
  drafted_at timestamptz NOT NULL,
  published_by text,
  published_at timestamptz,
  CONSTRAINT two_people_make_a_law CHECK (published_by <> drafted_by),
  CHECK ((published_by IS NULL) = (published_at IS NULL))
);
CREATE INDEX rule_draft_by_scheme ON rule_draft (scheme, drafted_at);

CREATE TABLE rule_history (
  rule_id text NOT NULL REFERENCES rule (rule_id),
  version integer NOT NULL CHECK (version >= 1),
  change text NOT NULL CHECK (change IN ('released', 'published', 'closed')),
  content jsonb NOT NULL,
  content_hash text NOT NULL,
  draft_id uuid REFERENCES rule_draft (draft_id),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (rule_id, version)
);
CREATE FUNCTION refuse_change_of_rule_history() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
  RAISE EXCEPTION 'rule_history is append-only: % is refused. A rule is closed and succeeded, never edited.', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$refuse$;
CREATE TRIGGER rule_history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_rule_history();

-- Counts the changes of the rules, so that every process sees cheaply whether it still holds the law.
CREATE TABLE rule_store (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  revision bigint NOT NULL
);
INSERT INTO rule_store (revision) VALUES (0);

-- The product's side of one member: what a class leaves to ask can be worked out again from it when a rule about the investor alone arrives.
ALTER TABLE access_class ADD COLUMN facts jsonb;

CREATE POLICY institution_read_by_supervisors ON institution FOR SELECT USING ((SELECT current_setting('app.actor', true)) = 'supervisor');
`;

/** The store of the rules: the law as published, its drafts and the history of each rule. */
export class CreateRuleStore1767312000000 implements MigrationInterface {
  readonly name = 'CreateRuleStore1767312000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ruleStore);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('The history of the law is never dropped by a migration.'));
  }
}
