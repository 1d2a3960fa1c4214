/** DDL of what the reconciler found: one open finding a projection and subject, with how often it was seen; kept when it is mended. */
export const reconciliationTables: string = `
CREATE TABLE reconciliation_finding (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  projection text NOT NULL,
  topic text NOT NULL,
  subject uuid NOT NULL,
  finding text NOT NULL CHECK (finding IN ('missing', 'behind', 'ahead', 'ghost', 'altered')),
  expected_version integer,
  found_version integer,
  rows_withdrawn integer NOT NULL DEFAULT 0,
  requested_by text NOT NULL,
  reason text NOT NULL,
  found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  times_seen integer NOT NULL DEFAULT 1,
  mended_at timestamptz
);
CREATE UNIQUE INDEX reconciliation_finding_open ON reconciliation_finding (projection, subject) WHERE mended_at IS NULL;
CREATE INDEX reconciliation_finding_newest ON reconciliation_finding (found_at DESC, id);
`;
