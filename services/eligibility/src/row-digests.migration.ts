import { digestedRows } from '@jinqiao/projection/projected-table';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each fact that other services have told says what it was when it was applied, so that an edit by hand shows. */
export class RowDigests1795680000000 implements MigrationInterface {
  readonly name = 'RowDigests1795680000000';

  async up(runner: QueryRunner): Promise<void> {
    // The policies are forced on the tables' owner too.
    await runner.query("SELECT set_config('app.actor', 'projector', true)");
    await runner.query(
      digestedRows('product_version', [
        'product_id',
        'version',
        'institution_id',
        'product_type',
        'list_mic',
        'list_code',
        'schemes',
        'state',
      ]),
    );
    await runner.query(digestedRows('institution', ['institution_id', 'version', 'state']));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['product_version', 'institution'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN row_digest, DROP COLUMN applied_at`);
  }
}
