import { eventLogTables, institutionPolicy } from '@jinqiao/event-log/tables';
import { idempotencyTables } from '@jinqiao/service-runtime/tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInstitutions1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(eventLogTables);
    await runner.query(idempotencyTables);
    // A unique index looks at every row, those too that row-level security hides from whoever inserts.
    await runner.query(`
CREATE TABLE institution (
  institution_id uuid PRIMARY KEY,
  lifecycle text NOT NULL DEFAULT 'applied' CHECK (lifecycle IN ('applied', 'approved')),
  version integer NOT NULL DEFAULT 0 CHECK (version >= 0),
  legal_names jsonb NOT NULL,
  lei text CONSTRAINT institution_lei_key UNIQUE,
  uscc text CONSTRAINT institution_uscc_key UNIQUE,
  jurisdiction text NOT NULL,
  institution_kind text NOT NULL,
  licences jsonb NOT NULL,
  scheme_roles jsonb NOT NULL,
  applied_by text NOT NULL,
  applied_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz,
  CONSTRAINT institution_identified CHECK (lei IS NOT NULL OR uscc IS NOT NULL),
  CONSTRAINT institution_four_eyes CHECK (approved_by <> applied_by),
  CONSTRAINT institution_approval CHECK ((lifecycle = 'applied') = (approved_by IS NULL AND approved_at IS NULL AND version = 0))
);
CREATE INDEX institution_by_lifecycle ON institution (lifecycle, institution_id);
${institutionPolicy('institution', ['operator'])}
CREATE POLICY institution_supervisor ON institution FOR SELECT USING ((SELECT current_setting('app.actor', true)) = 'supervisor');
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE institution');
  }
}
