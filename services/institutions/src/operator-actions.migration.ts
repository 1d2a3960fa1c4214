import { jobTables } from '@jinqiao/projection/job-tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The record of what operators did here, such as publishing events again. */
export class OperatorActions1795650000000 implements MigrationInterface {
  readonly name = 'OperatorActions1795650000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(jobTables);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('The record of what operators did is never dropped by a migration.'));
  }
}
