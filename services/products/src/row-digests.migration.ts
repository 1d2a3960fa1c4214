import { digestedRows } from '@jinqiao/projection/projected-table';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each known institution says what it was when it was applied, so that an edit by hand shows. */
export class RowDigests1795600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The policy is forced on the table's owner too.
    await runner.query("SELECT set_config('app.actor', 'projector', true)");
    await runner.query(digestedRows('known_institution', ['institution_id', 'version', 'lifecycle', 'licences']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_institution DROP COLUMN row_digest, DROP COLUMN applied_at');
  }
}
