import { digestedRows } from '@jinqiao/projection/projected-table';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// As they were when this step was released, whatever the projections write today.
const tables: Readonly<Record<string, readonly string[]>> = {
  catalogue_product: [
    'product_id',
    'version',
    'institution_id',
    'product_code',
    'product_type',
    'names',
    'terms',
    'search_text',
    'offered_from',
    'effective_from',
    'lifecycle',
    'suspended_sides',
    'lifecycle_reason',
    'superseded_from',
  ],
  catalogue_institution: ['institution_id', 'version', 'legal_names', 'lifecycle'],
  access_class: ['access_class_id', 'version', 'scheme_kind', 'side', 'residuals'],
  product_access_answer: ['product_id', 'version', 'product_version', 'assignment_count'],
  product_access: ['product_id', 'version', 'scheme', 'scheme_kind', 'side', 'access_class_id', 'from_day', 'to_day', 'audience'],
};

const countAssignments = `
  alter table product_access_answer add column assignment_count int;
  update product_access_answer as answer set assignment_count = (
    select count(*) from product_access as access where access.product_id = answer.product_id and access.version = answer.version
  );`;

/** Each row of the catalogue says what it was when it was applied, so that an edit by hand shows. */
export class RowDigests1795600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The policies are forced on the owner of the tables too.
    await queryRunner.query("select set_config('app.actor', 'projector', true)");
    await queryRunner.query(countAssignments);
    for (const [table, columns] of Object.entries(tables)) await queryRunner.query(digestedRows(table, columns));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables)) await queryRunner.query(`alter table ${table} drop column row_digest, drop column applied_at`);
    await queryRunner.query('alter table product_access_answer drop column assignment_count');
  }
}
