/** DDL of the read side: `projection_checkpoint` (how far each projection has applied a partition) and `dead_letter` (events that could not be applied). */
export const projectionTables: string = `
CREATE TABLE projection_checkpoint (
  projection text NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  next_offset bigint NOT NULL DEFAULT 0 CHECK (next_offset >= 0),
  recorded_at timestamptz,
  applied_at timestamptz,
  unknown_types bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (projection, topic, partition)
);

CREATE TABLE dead_letter (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  projection text NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  record_offset bigint NOT NULL,
  key bytea,
  subject text,
  version integer,
  event_type text,
  reason text NOT NULL,
  fingerprint text NOT NULL,
  headers jsonb NOT NULL,
  value bytea,
  first_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  resolved_at timestamptz,
  resolution text,
  UNIQUE (projection, topic, partition, record_offset)
);
CREATE INDEX dead_letter_open ON dead_letter (projection, topic, partition) WHERE resolved_at IS NULL;
`;
