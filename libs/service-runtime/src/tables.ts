/**
 * DDL for a service that answers commands: the answers given to each `Idempotency-Key`, kept for an institution or, for other callers, for the person.
 * An answer is text, so that it is repeated exactly as it was first given.
 */
export const idempotencyTables: string = `
CREATE TABLE idempotency_key (
  owner text NOT NULL,
  institution_id uuid,
  route text NOT NULL,
  idempotency_key text NOT NULL,
  fingerprint text NOT NULL,
  answer text,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (owner, route, idempotency_key)
);
CREATE INDEX idempotency_key_recorded_at ON idempotency_key (recorded_at);
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY idempotency_key_owner ON idempotency_key
  USING (
    institution_id::text = current_setting('app.institution', true)
    OR (institution_id IS NULL AND current_setting('app.actor', true) IN ('operator', 'supervisor'))
  );
`;
