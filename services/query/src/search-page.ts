import type { Texts } from '@jinqiao/contracts/shapes';
import { orderable } from '@jinqiao/eligibility-rules/orderable';
import { missingFactsOf, notYetReceived, type ClassOutcome } from './access-classes.js';
import type { OpenProducts } from './open-products.js';
import type { SearchQuestion } from './search-question.js';
import { verdictOf, verdictRank, type Verdict } from './verdict.js';

type Lifecycle = 'listed' | 'suspended' | 'withdrawn';
type InstitutionLifecycle = 'approved' | 'suspended' | 'withdrawn';

export type ProductRow = {
  readonly product_id: string;
  readonly product_code: string;
  readonly product_type: string;
  readonly names: Texts;
  readonly lifecycle: Lifecycle;
  readonly suspended_sides: ('buy' | 'sell')[];
  readonly institution_id: string;
  readonly institution_names: Texts | null;
  readonly institution_lifecycle: InstitutionLifecycle | null;
  readonly rank: number;
  readonly accesses: readonly { readonly scheme: string; readonly accessClassId: string }[];
};

/** A row of the search statement: the totals, and a product unless the page is empty. */
export type SearchRow = {
  readonly total: number;
  readonly products_by_rank: Readonly<Record<string, number>> | null;
  /** On the first row alone: it can be longer than a page. */
  readonly open_products: readonly OpenProducts[] | null;
  readonly class_count: number;
  readonly class_versions: string;
} & (ProductRow | { readonly product_id: null });

/** The products of a page, as the answer shows them. */
export function itemsOf(rows: readonly SearchRow[], question: SearchQuestion, outcomes: ReadonlyMap<string, ClassOutcome>) {
  return rows
    .filter((row) => row.product_id !== null)
    .map((row) => ({
      productId: row.product_id,
      productCode: row.product_code,
      productType: row.product_type,
      names: row.names,
      institution: { institutionId: row.institution_id, names: row.institution_names },
      lifecycle: row.lifecycle,
      orderable: canBeOrdered(row, question.side),
      ...(question.investor && { verdict: verdictOf(row.rank) }),
      accesses: row.accesses.map(({ scheme, accessClassId }) => ({
        scheme,
        ...(question.investor && decisionOf(outcomes.get(accessClassId) ?? notYetReceived)),
      })),
    }));
}

/** Of an institution that has not arrived yet nobody knows that it may sell: its products can't be ordered. */
export function canBeOrdered(
  row: Pick<ProductRow, 'lifecycle' | 'suspended_sides' | 'institution_lifecycle'>,
  side: 'buy' | 'sell',
): boolean {
  if (row.institution_lifecycle === null) return false;
  return orderable({ lifecycle: row.lifecycle, suspendedSides: row.suspended_sides }, row.institution_lifecycle, side);
}

/** Totals over the whole list; counts and missing facts only where somebody asked for an investor. */
export function totalsOf(row: SearchRow, question: SearchQuestion, outcomes: ReadonlyMap<string, ClassOutcome>) {
  if (question.investor === undefined) return { total: row.total };
  const products = (verdict: Verdict): number => row.products_by_rank?.[verdictRank[verdict]] ?? 0;
  return {
    total: row.total,
    counts: {
      eligible: products('eligible'),
      dependsOnOrder: products('depends-on-order'),
      undetermined: products('undetermined'),
      ineligible: products('ineligible'),
    },
    missingFacts: missingFactsOf(
      (row.open_products ?? []).flatMap(({ classIds }) => classIds),
      outcomes,
    ),
  };
}

function decisionOf({ decision, dependsOnOrder }: ClassOutcome) {
  return { decision, ...(dependsOnOrder && { dependsOnOrder }) };
}
