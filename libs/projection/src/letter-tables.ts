/**
 * DDL for looking into dead letters and replaying them: `dead_letter_attempt` keeps every attempt to apply a letter and what came of it, the first one by the consumer included.
 */
export const letterAttemptTables: string = `
ALTER TABLE dead_letter ADD COLUMN last_seen_at timestamptz;
CREATE INDEX dead_letter_by_fingerprint ON dead_letter (projection, fingerprint, id);
CREATE INDEX dead_letter_by_key ON dead_letter (projection, topic, partition, key) WHERE resolved_at IS NULL;
CREATE INDEX dead_letter_by_subject ON dead_letter (subject);

CREATE TABLE dead_letter_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  letter_id uuid NOT NULL REFERENCES dead_letter (id),
  attempted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  outcome text NOT NULL CHECK (outcome IN ('applied', 'failed', 'not-read')),
  reason text,
  fingerprint text,
  job_id uuid REFERENCES operation_job (id),
  CONSTRAINT dead_letter_attempt_once_a_job UNIQUE (letter_id, job_id),
  CONSTRAINT dead_letter_attempt_reason CHECK (outcome <> 'failed' OR reason IS NOT NULL)
);
INSERT INTO dead_letter_attempt (letter_id, attempted_at, outcome, reason, fingerprint)
  SELECT id, first_seen_at, 'failed', reason, fingerprint FROM dead_letter ORDER BY first_seen_at, id;
`;
