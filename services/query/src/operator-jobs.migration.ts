import { jobTables } from '@jinqiao/projection/job-tables';
import { letterAttemptTables } from '@jinqiao/projection/letter-tables';
import { idempotencyTables } from '@jinqiao/service-runtime/tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs of operators, the record of their acts, and what came of each attempt to apply a dead letter. */
export class OperatorJobs1795650000000 implements MigrationInterface {
  readonly name = 'OperatorJobs1795650000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`${jobTables} ${letterAttemptTables} ${idempotencyTables}`);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('The record of what operators did is never dropped by a migration.'));
  }
}
