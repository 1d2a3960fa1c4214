import type { Day } from '@jinqiao/identifiers/day';
import type { ClassOutcome } from './access-classes.js';
import { containing } from './searchable-text.js';
import { verdictRank, type Verdict } from './verdict.js';

/** What a list is asked for; every field is already checked. */
export type SearchCriteria = {
  readonly day: Day;
  readonly side: 'buy' | 'sell';
  readonly audiences: readonly string[];
  readonly text?: string | undefined;
  readonly productTypes?: readonly string[] | undefined;
  readonly schemes?: readonly string[] | undefined;
  /** The verdicts to list; absent when nobody asks for an investor. */
  readonly verdicts?: readonly Verdict[] | undefined;
  readonly limit: number;
  readonly after?: { readonly productCode: string; readonly productId: string } | undefined;
};

const onTheDay = 'access.side = $3 and access.from_day <= $4::date and (access.to_day is null or access.to_day >= $4::date)';

// Which accesses each product has on the day, with what its class answers this investor. A class that has not arrived is undetermined.
const assigned = `
  select access.product_id, access.scheme, access.scheme_kind, access.access_class_id,
         coalesce(class.rank, ${verdictRank.undetermined}) as rank,
         access.audience = any ($6::text[]) as visible
  from product_access as access
  left join unnest($1::uuid[], $2::int[]) as class (access_class_id, rank) using (access_class_id)
  where ${onTheDay}`;

// The same as combine() in eligibility-rules: the best channel, held back by the worst gate; labels and treatments grant nothing.
const judged = `
  select product_id,
         least(
           coalesce(max(rank) filter (where scheme_kind = 'channel' and visible), ${verdictRank.ineligible}),
           min(rank) filter (where scheme_kind = 'gate')
         ) as rank,
         array_agg(access_class_id) filter (where visible and scheme_kind in ('channel', 'gate') and rank <> ${verdictRank.ineligible}) as class_ids
  from assigned
  group by product_id
  having bool_or(visible) and ($7::text[] is null or bool_or(visible and scheme = any ($7)))`;

const candidate = `
  select product.product_id, product.version, product.product_code, judged.rank, judged.class_ids
  from catalogue_product as product
  join judged using (product_id)
  where product.effective_from <= $4::date and (product.superseded_from is null or product.superseded_from > $4::date)
    and product.offered_from <= $4::date and product.lifecycle <> 'withdrawn'
    and ($8::text[] is null or product.product_type = any ($8))
    and ($9::text is null or product.search_text like $9)`;

const page = `
  select product_id, version, product_code, rank
  from candidate
  where ($5::int[] is null or rank = any ($5))
    and ($10::text is null or (product_code, product_id) > ($10 collate "C", $11::uuid))
  order by product_code, product_id
  limit $12`;

// Products that are not decided yet, by the classes that could still grant or hold them back: what the next question is weighed with.
const openProducts = `
  select jsonb_agg(jsonb_build_object('classIds', class_ids, 'products', products))
  from (select class_ids, count(*) as products from candidate where rank = any ($13::int[]) and class_ids is not null group by class_ids) as by_classes`;

// One row at least, so that the totals come back with an empty page too.
const statement = `
  with assigned as (${assigned}
  ), judged as (${judged}
  ), candidate as materialized (${candidate}
  ), page as (${page}
  ), totals as (
    select (select count(*)::int from candidate where $5::int[] is null or rank = any ($5)) as total,
           (select jsonb_object_agg(rank, products) from (select rank, count(*) as products from candidate group by rank) as by_rank) as products_by_rank,
           (${openProducts}) as open_products,
           (select count(*)::int from access_class) as class_count,
           (select coalesce(sum(version), 0)::text from access_class) as class_versions
  )
  select totals.total, totals.products_by_rank, totals.class_count, totals.class_versions,
         case when row_number() over (order by page.product_code, page.product_id) = 1 then totals.open_products end as open_products,
         product.product_id, product.product_code, product.product_type, product.names, product.lifecycle, product.suspended_sides,
         product.institution_id, institution.legal_names as institution_names, institution.lifecycle as institution_lifecycle, page.rank,
         (select jsonb_agg(jsonb_build_object('scheme', scheme, 'accessClassId', access_class_id) order by scheme)
            from product_access as access
           where access.product_id = page.product_id and access.audience = any ($6) and ${onTheDay}) as accesses
  from totals
  left join page on true
  left join catalogue_product as product using (product_id, version)
  left join catalogue_institution as institution on institution.institution_id = product.institution_id
  order by page.product_code, page.product_id`;

/** Criteria and the answer of every class → one statement: the page, the exact total and the counts, from one snapshot. */
export function findEligibleProducts(
  criteria: SearchCriteria,
  outcomes: ReadonlyMap<string, ClassOutcome>,
): { statement: string; parameters: readonly unknown[] } {
  const open = [verdictRank.undetermined, verdictRank['depends-on-order']];
  return {
    statement,
    parameters: [
      [...outcomes.keys()],
      [...outcomes.values()].map((outcome) => verdictRank[outcome.verdict]),
      criteria.side,
      criteria.day,
      criteria.verdicts?.map((verdict) => verdictRank[verdict]) ?? null,
      criteria.audiences,
      criteria.schemes ?? null,
      criteria.productTypes ?? null,
      criteria.text === undefined ? null : containing(criteria.text),
      criteria.after?.productCode ?? null,
      criteria.after?.productId ?? null,
      criteria.limit,
      open,
    ],
  };
}
