import { blueGreenTables } from '@jinqiao/projection/blue-green-tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const projections = [
  { name: 'catalogue-product.v1', tables: ['catalogue_product'] },
  { name: 'catalogue-institution.v1', tables: ['catalogue_institution'] },
  { name: 'access-class.v1', tables: ['access_class'] },
  { name: 'product-access.v1', tables: ['product_access_answer', 'product_access'] },
];

const actor = `(select current_setting('app.actor', true))`;
const audiences = `string_to_array((select current_setting('app.audiences', true)), ',')`;

/** Who may read a product is said by the accesses that are served, whichever generation the product's own row belongs to. */
const anAccessIsVisible = (table: string): string =>
  `exists (select from product_access as seen where seen.product_id = ${table}.product_id and seen.audience = any (${audiences}))`;

const readable: Readonly<Record<string, (table: string) => string>> = {
  catalogue_product: anAccessIsVisible,
  catalogue_institution: () => 'true',
  access_class: () => 'true',
  product_access_answer: anAccessIsVisible,
  // A gate must pass even where the caller may not see that it exists; the search uses such a row and shows it to nobody.
  product_access: () => `audience = any (${audiences}) or scheme_kind = 'gate'`,
};

const policies = (name: string, generation: 'blue' | 'green'): string => {
  const table = `${name}_${generation}`;
  return `
    drop policy if exists ${name}_reader on ${table};
    drop policy if exists ${name}_projector on ${table};
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy ${name}_projector on ${table} using (${actor} = 'projector') with check (${actor} = 'projector');
    create policy ${name}_reader on ${table} for select using (${actor} = 'reader' and (${readable[name]?.(table) ?? 'false'}));`;
};

/** Each projection of the catalogue has two generations of tables, so that one can be filled anew while the other is served. */
export class BlueGreen1795670000000 implements MigrationInterface {
  readonly name = 'BlueGreen1795670000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(blueGreenTables('query', projections));
    for (const table of projections.flatMap(({ tables }) => tables)) {
      await queryRunner.query(policies(table, 'blue') + policies(table, 'green'));
    }
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('Which generation is served can not be forgotten: serve blue and drop the views by hand.'));
  }
}
