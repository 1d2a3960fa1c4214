import { projectionTables } from '@jinqiao/projection/tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// Read once a statement, not once a row.
const actor = `(select current_setting('app.actor', true))`;
const audiences = `string_to_array((select current_setting('app.audiences', true)), ',')`;

/** Writes belong to the projector; a reader sees what the condition opens. */
function policies(table: string, readable: string): string {
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy ${table}_projector on ${table} using (${actor} = 'projector') with check (${actor} = 'projector');
    create policy ${table}_reader on ${table} for select using (${actor} = 'reader' and (${readable}));`;
}

function whereAnAccessIsVisible(table: string): string {
  return `exists (select from product_access as seen where seen.product_id = ${table}.product_id and seen.audience = any (${audiences}))`;
}

const catalogueTables = `
  create table catalogue_product (
    product_id uuid not null,
    version int not null,
    institution_id uuid not null,
    product_code text collate "C" not null,
    product_type text not null,
    names jsonb not null,
    terms jsonb not null,
    search_text text not null,
    offered_from date not null,
    effective_from date not null,
    superseded_from date,
    lifecycle text not null,
    suspended_sides text[] not null,
    lifecycle_reason text,
    primary key (product_id, version)
  );
  create index catalogue_product_by_code on catalogue_product (product_code, product_id);

  create table catalogue_institution (
    institution_id uuid primary key,
    version int not null,
    legal_names jsonb not null,
    lifecycle text not null
  );

  create table access_class (
    access_class_id uuid not null,
    version int not null,
    scheme_kind text not null,
    side text not null,
    residuals jsonb not null,
    primary key (access_class_id) include (version)
  );

  create table product_access_answer (
    product_id uuid primary key,
    version int not null,
    product_version int not null
  );

  create table product_access (
    product_id uuid not null,
    version int not null,
    scheme text not null,
    scheme_kind text not null,
    side text not null,
    access_class_id uuid not null,
    from_day date not null,
    to_day date,
    audience text not null,
    primary key (product_id, version, scheme, side, from_day)
  );
`;

export class CatalogueTables1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(projectionTables);
    await queryRunner.query(catalogueTables);
    // A gate must pass even where the caller may not see that it exists; the search uses such a row and shows it to nobody.
    await queryRunner.query(policies('product_access', `audience = any (${audiences}) or scheme_kind = 'gate'`));
    await queryRunner.query(policies('product_access_answer', whereAnAccessIsVisible('product_access_answer')));
    await queryRunner.query(policies('catalogue_product', whereAnAccessIsVisible('catalogue_product')));
    // An institution's legal name and a class's residual are public law and public register; they name no product.
    await queryRunner.query(policies('catalogue_institution', 'true'));
    await queryRunner.query(policies('access_class', 'true'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table product_access, product_access_answer, access_class, catalogue_institution, catalogue_product, dead_letter, projection_checkpoint',
    );
  }
}
