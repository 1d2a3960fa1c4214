import type { DeterminedAccess } from '@jinqiao/contracts/access-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import type { Sql } from '@jinqiao/event-log/sql';
import type { Day } from '@jinqiao/identifiers/day';

/** A product in its classes, with what its version in effect on a day states, and how many versions it has. */
export type StandingProduct = Pick<ProductState, 'productType' | 'terms'> & {
  readonly productId: string;
  readonly accesses: readonly DeterminedAccess[];
  readonly versions: number;
};

const productsInAPage = 5_000;

/** The products that declare the scheme, as they stand in their classes, page by page; those without a version in effect on the day are left out. */
export async function* standingProducts(sql: Sql, scheme: string, day: Day): AsyncGenerator<StandingProduct[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await sql(
      `SELECT product_id::text AS "productId", accesses, state ->> 'productType' AS "productType", state -> 'terms' AS terms,
         (SELECT count(*)::integer FROM product_version one WHERE one.product_id = standing.product_id) AS versions
       FROM (SELECT product_id, accesses FROM product_determination
             WHERE product_id > $2::uuid AND accesses @> jsonb_build_array(jsonb_build_object('scheme', $1::text)) ORDER BY product_id LIMIT $4) standing
       LEFT JOIN LATERAL (
         SELECT state FROM product_version known WHERE known.product_id = standing.product_id AND state ->> 'effectiveFrom' <= $3::text
         ORDER BY version DESC LIMIT 1) latest ON true
       ORDER BY product_id`,
      [scheme, after, day, productsInAPage],
    );
    yield rows.filter((row) => row['productType'] !== null) as unknown as StandingProduct[];
    if (rows.length < productsInAPage) return;
    after = rows.at(-1)?.['productId'] as string;
  }
}
