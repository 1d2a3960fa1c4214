import { reconciliationTables } from '@jinqiao/projection/reconciliation-tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the reconciler found in the projections, and when it was mended. */
export class Reconciliation1795660000000 implements MigrationInterface {
  readonly name = 'Reconciliation1795660000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(reconciliationTables);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('What was found and mended is never dropped by a migration.'));
  }
}
