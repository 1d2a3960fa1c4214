import { generationTables } from '@jinqiao/projection/generation-tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A checkpoint belongs to one generation of its projection's tables. */
export class CheckpointGenerations1795600100000 implements MigrationInterface {
  readonly name = 'CheckpointGenerations1795600100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(generationTables);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('How far each generation has come is never dropped by a migration.'));
  }
}
