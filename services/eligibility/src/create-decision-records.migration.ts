import type { MigrationInterface, QueryRunner } from 'typeorm';

const decisionRecords = `
-- The document itself stays with whoever asked for it.
CREATE TABLE decision_record (
  record_id uuid PRIMARY KEY,
  record_hash text NOT NULL CHECK (record_hash ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz NOT NULL,
  result jsonb NOT NULL
);
-- Alternatives are looked for among the products of one type.
CREATE INDEX product_version_by_type ON product_version (product_type, product_id);
`;

/** What is kept of signed decisions, and the way to products of one type. */
export class CreateDecisionRecords1767398400000 implements MigrationInterface {
  readonly name = 'CreateDecisionRecords1767398400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(decisionRecords);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('The record of truth is never dropped by a migration.'));
  }
}
