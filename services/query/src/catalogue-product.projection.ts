import type { ProductState } from '@jinqiao/contracts/product-events';
import { productEvents } from '@jinqiao/contracts/product-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { rowDigest } from '@jinqiao/projection/projected-table';
import type { Projection } from '@jinqiao/projection/projection';
import { searchable } from './searchable-text.js';
import { stateOf } from './stream-state.js';

/** A row of catalogue_product: one published version of a product. */
export type CatalogueProductRow = {
  readonly product_id: string;
  readonly version: number;
  readonly institution_id: string;
  readonly product_code: string;
  readonly product_type: string;
  readonly names: ProductState['names'];
  readonly terms: ProductState['terms'];
  readonly search_text: string;
  readonly offered_from: string;
  readonly effective_from: string;
  readonly lifecycle: ProductState['lifecycle'];
  readonly suspended_sides: readonly string[];
  readonly lifecycle_reason: string | null;
};

export function project(event: StreamEvent<ProductState>): CatalogueProductRow {
  const product = stateOf(event, (state) => state.productId);
  return {
    product_id: product.productId,
    version: product.version,
    institution_id: product.institutionId,
    product_code: product.productCode,
    product_type: product.productType,
    names: product.names,
    terms: product.terms,
    search_text: [product.productCode, ...Object.values(product.names)]
      .filter((text) => text !== undefined)
      .map(searchable)
      .join('\n'),
    offered_from: product.offeredFrom,
    effective_from: product.effectiveFrom,
    lifecycle: product.lifecycle,
    suspended_sides: product.suspendedSides,
    lifecycle_reason: product.lifecycleReason ?? null,
  };
}

const published = [
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
];
const columns = [...published, 'superseded_from'];

// A published version never changes, so a repeated or late one finds its row and adds nothing.
const insertVersions = `
  insert into catalogue_product (${published.join(', ')}, row_digest, applied_at)
  select incoming.*, ${rowDigest(columns, 'incoming', { superseded_from: 'null' })}, clock_timestamp()
  from jsonb_to_recordset($1::text::jsonb) as incoming
    (product_id uuid, version int, institution_id uuid, product_code text, product_type text, names jsonb, terms jsonb, search_text text,
     offered_from date, effective_from date, lifecycle text, suspended_sides text[], lifecycle_reason text)
  on conflict (product_id, version) do nothing
  returning product_id`;

// A later version overrides an earlier one from its own day on, so a version is in effect until the first day of any later one.
// A row that was altered by hand keeps its digest, and so goes on showing: a new one would vouch for what stands there.
const supersede = `
  update catalogue_product as product
  set superseded_from = later.superseded_from,
      row_digest = case when product.row_digest = ${rowDigest(columns, 'product')}
        then ${rowDigest(columns, 'product', { superseded_from: 'later.superseded_from' })} else product.row_digest end,
      applied_at = clock_timestamp()
  from (
    select product_id, version,
           min(effective_from) over (partition by product_id order by version rows between 1 following and unbounded following) as superseded_from
    from catalogue_product where product_id = any ($1::uuid[])
  ) as later
  where product.product_id = later.product_id and product.version = later.version
    and product.superseded_from is distinct from later.superseded_from`;

export const catalogueProduct: Projection = {
  name: 'catalogue-product.v1',
  topic: 'jinqiao.products.v1',
  contracts: productEvents,
  tables: [{ name: 'catalogue_product', subjectColumn: 'product_id', versionColumn: 'version', columns }],
  async apply(sql, events: readonly StreamEvent<ProductState>[]) {
    const inserted = await sql(insertVersions, [JSON.stringify(events.map(project))]);
    if (inserted.length > 0) await sql(supersede, [[...new Set(inserted.map((row) => row['product_id']))]]);
  },
};
