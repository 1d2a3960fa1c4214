import { institutionPolicy } from '@jinqiao/event-log/tables';
import { blueGreenTables } from '@jinqiao/projection/blue-green-tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The known institutions have two generations of their table, so that one can be filled anew while the other is served. */
export class BlueGreen1795670000000 implements MigrationInterface {
  readonly name = 'BlueGreen1795670000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(blueGreenTables('products', [{ name: 'known-institution.v1', tables: ['known_institution'] }]));
    await runner.query(institutionPolicy('known_institution_green', ['projector']));
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('Which generation is served can not be forgotten: serve blue and drop the views by hand.'));
  }
}
