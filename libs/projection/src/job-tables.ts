/**
 * DDL of what operators do: `operation_job` (long work that survives its process) and `operator_action` (who did what, when and why; append-only).
 * One job of a kind and subject runs at a time; its holder renews `held_until` by the database's clock, and whoever finds it lapsed goes on with the job.
 */
export const jobTables: string = `
CREATE TABLE operation_job (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('replay', 'rebuild')),
  subject text NOT NULL,
  lifecycle text NOT NULL DEFAULT 'running' CHECK (lifecycle IN ('running', 'ready', 'succeeded', 'failed', 'cancelled')),
  request jsonb NOT NULL DEFAULT '{}',
  progress jsonb NOT NULL DEFAULT '{}',
  requested_by text NOT NULL,
  reason text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz,
  outcome jsonb,
  holder text,
  held_until timestamptz,
  resumptions integer NOT NULL DEFAULT 0,
  cancelled_by text,
  cancel_reason text,
  cancel_requested_at timestamptz,
  CONSTRAINT operation_job_end CHECK ((ended_at IS NULL) = (lifecycle IN ('running', 'ready')))
);
CREATE UNIQUE INDEX operation_job_one_running ON operation_job (kind, subject) WHERE lifecycle = 'running';
CREATE INDEX operation_job_newest ON operation_job (started_at DESC, id);

CREATE TABLE operator_action (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  action text NOT NULL,
  subject text NOT NULL,
  requested_by text NOT NULL,
  reason text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}'
);
CREATE FUNCTION refuse_change_of_operator_action() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
  RAISE EXCEPTION 'operator_action is append-only: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$refuse$;
CREATE TRIGGER operator_action_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_action
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_operator_action();
`;
