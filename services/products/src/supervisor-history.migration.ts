import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A supervisor reads what every product said and when: its history comes from the log, which only its institution and operators could read. */
export class SupervisorHistory1795700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE POLICY event_log_read_by_supervisor ON event_log FOR SELECT USING ((SELECT current_setting('app.actor', true)) = 'supervisor')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY event_log_read_by_supervisor ON event_log');
  }
}
