import { publicationTables } from '@jinqiao/event-log/tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where published events stand on the stream, and into how many shards the outbox is divided. */
export class Publications1795560000000 implements MigrationInterface {
  readonly name = 'Publications1795560000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(publicationTables);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('Where published events stand is never dropped by a migration.'));
  }
}
