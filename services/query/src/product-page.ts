import type { Texts } from '@jinqiao/contracts/shapes';
import { canBeOrdered, type ProductRow } from './search-page.js';

export type ProductPageRow = Omit<ProductRow, 'rank' | 'accesses'> & {
  readonly version: number;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly offered: boolean;
  readonly offered_from: string;
  readonly effective_from: string;
  readonly lifecycle_reason: string | null;
  readonly accesses: readonly { readonly scheme: string; readonly schemeKind: string; readonly audience: string }[];
  readonly versions: readonly { readonly version: number; readonly effectiveFrom: string; readonly lifecycle: string }[];
};

// Before its first day a product is shown as it will be; withdrawn, to those who saw it at its end. `offered` says so.
const inEffect = `
  select product.*,
         case when product.lifecycle = 'withdrawn' then product.effective_from - 1 else greatest(asked.day, product.offered_from) end as seen_from,
         case when product.lifecycle = 'withdrawn' then product.effective_from else greatest(asked.day, product.offered_from) end as seen_to
  from (select greatest($2::date, min(effective_from)) as day from catalogue_product where product_id = $1) as asked
  join catalogue_product as product on product.product_id = $1
   and product.effective_from <= asked.day and (product.superseded_from is null or product.superseded_from > asked.day)`;

const statement = `
  with visible as (
    select scheme, scheme_kind, audience, from_day, coalesce(to_day, 'infinity') as to_day
    from product_access where product_id = $1 and side = 'buy' and audience = any ($3::text[])
  ), in_effect as (${inEffect}
  )
  select product.product_id, product.version, product.product_code, product.product_type, product.names, product.terms,
         product.lifecycle, product.suspended_sides, product.lifecycle_reason,
         product.offered_from::text, product.effective_from::text,
         product.offered_from <= $2::date and product.effective_from <= $2::date and product.lifecycle <> 'withdrawn' as offered,
         product.institution_id, institution.legal_names as institution_names, institution.lifecycle as institution_lifecycle,
         shown.accesses, timeline.versions
  from in_effect as product
  left join catalogue_institution as institution using (institution_id)
  cross join lateral (
    select jsonb_agg(distinct jsonb_build_object('scheme', scheme, 'schemeKind', scheme_kind, 'audience', audience)) as accesses
    from visible where from_day <= product.seen_to and to_day >= product.seen_from
  ) as shown
  cross join lateral (
    select jsonb_agg(jsonb_build_object('version', version, 'effectiveFrom', effective_from, 'lifecycle', lifecycle) order by version) as versions
    from catalogue_product as past
    where past.product_id = $1 and exists (
      select from visible
      where from_day <= case when superseded_from is null then 'infinity' else greatest(offered_from, effective_from, superseded_from - 1) end
        and to_day >= effective_from - case when lifecycle = 'withdrawn' then 1 else 0 end
    )
  ) as timeline
  where shown.accesses is not null`;

/** One product on one day, with the accesses and the versions that the audiences may see; no row when they see none of its accesses. */
export function findProductPage(
  productId: string,
  day: string,
  audiences: readonly string[],
): { statement: string; parameters: readonly unknown[] } {
  return { statement, parameters: [productId, day, audiences] };
}

export function productPage(row: ProductPageRow) {
  return {
    productId: row.product_id,
    version: row.version,
    productCode: row.product_code,
    productType: row.product_type,
    names: row.names,
    terms: row.terms,
    institution: { institutionId: row.institution_id, names: row.institution_names satisfies Texts | null },
    offered: row.offered,
    offeredFrom: row.offered_from,
    effectiveFrom: row.effective_from,
    lifecycle: row.lifecycle,
    ...(row.lifecycle_reason !== null && { lifecycleReason: row.lifecycle_reason }),
    suspendedSides: row.suspended_sides,
    orderable: { buy: row.offered && canBeOrdered(row, 'buy'), sell: row.offered && canBeOrdered(row, 'sell') },
    accesses: row.accesses,
    versions: row.versions,
  };
}
