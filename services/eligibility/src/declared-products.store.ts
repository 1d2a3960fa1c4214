import type { Sql } from '@jinqiao/event-log/sql';
import type { NamedProduct } from './rule-impact.js';

/** How many products declare the scheme, or how many there are where none is named. */
export async function productsDeclaring(sql: Sql, scheme: string | null): Promise<number> {
  const [row] = await sql(
    `SELECT count(*)::integer AS products FROM product_determination
     WHERE $1::text IS NULL OR accesses @> jsonb_build_array(jsonb_build_object('scheme', $1::text))`,
    [scheme],
  );
  return row?.['products'] as number;
}

/** How answers name products, by id; a product without a version is left out. */
export async function productNames(sql: Sql, productIds: readonly string[]): Promise<ReadonlyMap<string, NamedProduct>> {
  const rows = await sql(
    `SELECT DISTINCT ON (product_id) product_id::text AS id, state ->> 'productCode' AS code, state -> 'names' AS names
     FROM product_version WHERE product_id = ANY($1::uuid[]) ORDER BY product_id, version DESC`,
    [productIds],
  );
  return new Map(
    rows.map((row) => [row['id'] as string, { productId: row['id'] as string, productCode: row['code'] as string, names: row['names'] }]),
  );
}
