import { rowDigest } from '@jinqiao/projection/projected-table';
import type { ProjectedTable } from '@jinqiao/projection/projection';
import { migrateService } from '@jinqiao/service-runtime/migrate';
import { createDatabase } from '@jinqiao/test-kit/database';
import { Client } from 'pg';
import { accessClass } from '../src/access-class.projection.js';
import { catalogueInstitution } from '../src/catalogue-institution.projection.js';
import { catalogueProduct } from '../src/catalogue-product.projection.js';
import { migrations } from '../src/migrations.js';
import { productAccess } from '../src/product-access.projection.js';
import { accessEvent, classEvent, institutionEvent, productEvent } from './events.js';
import { queryDatabase } from './query-database.js';

let database: Awaited<ReturnType<typeof queryDatabase>>;
beforeAll(async () => (database = await queryDatabase()));
afterAll(() => database.drop());
beforeEach(() => database.empty());

const product = '019aa000-0000-7000-8000-000000000101';
const projections = [catalogueProduct, catalogueInstitution, accessClass, productAccess];

const altered = ({ name, columns }: ProjectedTable) =>
  database.asProjector((sql) => sql(`select * from ${name} where row_digest is distinct from ${rowDigest(columns, name)}`));
const alteredRows = async () => (await Promise.all(projections.flatMap(({ tables = [] }) => tables).map(altered))).flat();

async function fill(): Promise<void> {
  const versions = [1, 2, 3].map((version) =>
    productEvent({
      productId: product,
      version,
      effectiveFrom: `2026-11-${String(30 - version)}`,
      names: { en: `"Quoted", (${version}) \\` },
    }),
  );
  await database.apply(catalogueProduct, [versions[2]!, versions[0]!]);
  await database.apply(catalogueProduct, [versions[1]!]);
  await database.apply(catalogueInstitution, [institutionEvent({ version: 1 }), institutionEvent({ version: 2 })]);
  await database.apply(accessClass, [classEvent({ accessClassId: '019aa000-0000-7000-8000-000000000201', version: 1 })]);
  await database.apply(productAccess, [accessEvent({ productId: product, version: 1 }), accessEvent({ productId: product, version: 2 })]);
}

describe('the digest of a row', () => {
  test('fits what the projections have written, however often a row was written over', async () => {
    await fill();
    expect(await alteredRows()).toEqual([]);
    for (const table of projections.flatMap(({ tables = [] }) => tables)) {
      const rows = await database.rowsOf(table.name, '1');
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row['applied_at'] instanceof Date)).toBe(true);
    }
  });

  test.each(projections.flatMap(({ tables = [] }) => tables).map((table) => [table.name, table] as const))(
    'shows an edit of any column of %s',
    async (_, table) => {
      await fill();
      const { rows } = await database.pool.query<{ column_name: string; data_type: string }>(
        "select column_name, data_type from information_schema.columns where table_schema = 'query' and table_name = $1 and column_name not in ('row_digest', 'applied_at')",
        [table.name],
      );
      expect(rows.map(({ column_name }) => column_name).sort()).toEqual([...table.columns].sort());
      for (const { column_name, data_type } of rows) {
        const other: Record<string, string> = {
          uuid: `gen_random_uuid()`,
          integer: `coalesce(${column_name}, 0) + 7`,
          text: `coalesce(${column_name}, '') || 'x'`,
          jsonb: `'{"altered": true}'`,
          date: `coalesce(${column_name}, '2026-01-01') + 1`,
          ARRAY: `${column_name} || '{sell}'::text[]`,
        };
        await database.asProjector(async (sql) => {
          await sql('savepoint untouched');
          await sql(
            `update ${table.name} set ${column_name} = ${other[data_type] ?? 'null'} where row_digest = (select row_digest from ${table.name} limit 1)`,
          );
          const found = await sql(
            `select count(*)::int as altered from ${table.name} where row_digest is distinct from ${rowDigest(table.columns, table.name)}`,
          );
          expect([column_name, found[0]?.['altered']]).toEqual([column_name, 1]);
          await sql('rollback to savepoint untouched');
        });
      }
    },
  );

  test('goes on showing an edit when a later version supersedes the edited one', async () => {
    const version = (number: number) => productEvent({ productId: product, version: number, effectiveFrom: `2026-11-0${number}` });
    await database.apply(catalogueProduct, [version(1)]);
    await database.asProjector((sql) => sql(`update catalogue_product set product_code = 'ALTERED'`));
    await database.apply(catalogueProduct, [version(2)]);
    expect((await alteredRows()).map((row) => [row['version'], row['product_code']])).toEqual([[1, 'ALTERED']]);
  });

  test('is given to rows that an earlier release has stored', async () => {
    const earlier = await createDatabase();
    const env = { DATABASE_URL: earlier.url, SERVICE_DATABASE_URL: database.serviceUrl.replace(/\/[^/]*$/, new URL(earlier.url).pathname) };
    await migrateService({ name: 'query', migrations: migrations.slice(0, 1) }, env);
    const client = new Client({ connectionString: earlier.url, options: '-c search_path=query' });
    await client.connect();
    try {
      await client.query(`
        insert into product_access_answer values ('${product}', 4, 2);
        insert into product_access values ('${product}', 4, 'bond-connect', 'channel', 'buy', '${product}', '2026-01-01', null, 'public'),
          ('${product}', 4, 'bond-connect', 'channel', 'sell', '${product}', '2026-01-01', '2026-12-31', 'public')`);
      await migrateService({ name: 'query', migrations }, env);
      for (const { name, columns } of productAccess.tables ?? []) {
        const { rows } = await client.query(
          `select row_digest = ${rowDigest(columns, name)} as fits, applied_at is not null as dated from ${name}`,
        );
        expect(rows).toEqual(rows.map(() => ({ fits: true, dated: true })));
      }
      expect((await client.query('select assignment_count from product_access_answer')).rows).toEqual([{ assignment_count: 2 }]);
    } finally {
      await client.end();
      await earlier.drop();
    }
  });
});
