import { catalogueProduct } from '../src/catalogue-product.projection.js';
import { productAccess } from '../src/product-access.projection.js';
import { accessOf, forFiled, productOf, uuidOf } from './bonds.js';
import { queryDatabase } from './query-database.js';

let database: Awaited<ReturnType<typeof queryDatabase>>;
beforeAll(async () => {
  database = await queryDatabase();
  await database.apply(catalogueProduct, [productOf(1), productOf(2)]);
  await database.apply(productAccess, [accessOf(uuidOf(1, 1), forFiled), accessOf(uuidOf(1, 2), forFiled, { audience: 'institutional' })]);
});
afterAll(() => database.drop());

const tables = ['catalogue_product', 'product_access', 'product_access_answer'];

describe('the database itself', () => {
  test.each(tables)('shows of %s what the audiences open, whatever the statement asks', async (table) => {
    const seenBy = async (audiences: string[]) => {
      const rows = await database.asReader(audiences, (sql) => sql(`select distinct product_id from ${table} order by 1`));
      return rows.map((row) => row['product_id']);
    };
    expect(await seenBy(['public'])).toEqual([uuidOf(1, 1)]);
    expect(await seenBy(['public', 'institutional'])).toEqual([uuidOf(1, 1), uuidOf(1, 2)]);
    expect(await seenBy([])).toEqual([]);
  });

  test.each(tables)('shows nothing of %s outside a scope, and lets a reader change nothing', async (table) => {
    expect((await database.pool.query(`select from ${table}`)).rowCount).toBe(0);
    expect(await database.asReader(['public'], (sql) => sql(`delete from ${table} returning product_id`))).toEqual([]);
  });

  test('forces a policy on every table of the catalogue', async () => {
    const { rows } = await database.pool.query<{ relname: string }>(
      `select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where nspname = 'query' and relkind = 'r' and not (relrowsecurity and relforcerowsecurity) order by 1`,
    );
    expect(rows.map(({ relname }) => relname)).toEqual([
      'dead_letter',
      'dead_letter_attempt',
      'operation_job',
      'operator_action',
      'projection_checkpoint',
      'projection_generation',
      'reconciliation_finding',
      'schema_migration',
    ]);
  });
});
