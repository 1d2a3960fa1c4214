import type { Sql } from '@jinqiao/event-log/sql';
import type { Day } from '@jinqiao/identifiers/day';
import type { StoredProduct } from './facts.store.js';
import { versionInEffect } from './product-version.js';

/** On either side of the product, in the order of registration. */
const mostOnEachSide = 100;

/** The ids of products of the same type, those registered nearest to it: a bounded number, however many there are. */
export async function productsOfSameType(sql: Sql, product: StoredProduct, day: Day): Promise<string[]> {
  const version = versionInEffect(product.versions, day) ?? product.versions[0];
  const rows = await sql(
    `(SELECT DISTINCT product_id FROM product_version WHERE product_type = $1 AND product_id > $2::uuid ORDER BY product_id LIMIT $3)
     UNION ALL
     (SELECT DISTINCT product_id FROM product_version WHERE product_type = $1 AND product_id < $2::uuid ORDER BY product_id DESC LIMIT $3)`,
    [version?.productType, product.productId, mostOnEachSide],
  );
  return rows.map((row) => row['product_id'] as string);
}
