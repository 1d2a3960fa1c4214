import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft may close a rule that nothing succeeds: what ended it, and the content for which its closing was drafted. */
export class AddRuleClosures1767571200000 implements MigrationInterface {
  readonly name = 'AddRuleClosures1767571200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE rule_draft ADD COLUMN closure jsonb CHECK (closure ? 'contentHash')`);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('Who closed a rule, and why, is never dropped by a migration.'));
  }
}
