import type { ProductState } from '@jinqiao/contracts/product-events';
import { Problem } from '@jinqiao/problem-details/problem';
import { productKinds } from '@jinqiao/product-types/product-kinds';
import { difference } from '@jinqiao/semantic-difference/difference';
import type { FieldDifference } from '@jinqiao/semantic-difference/difference';
import type { ProductDraft } from './product-draft.js';

/** What a product says, or would say; a draft may leave parts of it out. */
export type Said = ProductDraft & Partial<Pick<ProductState, 'lifecycle' | 'suspendedSides' | 'lifecycleReason'>>;

/**
 * What a product says otherwise than before, field by field; everything is new where nothing was published. Its ids, the number of the version and
 * the day from which that is in effect are not part of what it says.
 */
export function productDifference(before: Said | null, after: Said): readonly FieldDifference[] {
  return difference(before === null ? {} : said(before), said(after), productKinds(after.productType));
}

/** The problem of a change after which the product would say the same as now. */
export const nothingToChange = ({ version }: Pick<ProductState, 'version'>): Problem =>
  new Problem(
    'nothing-to-change',
    `This says the same as version ${version} of the product. Change the draft with PUT before submitting it.`,
    {
      version,
    },
  );

function said({ productCode, productType, names, terms, accesses, offeredFrom, lifecycle, suspendedSides, lifecycleReason }: Said): Said {
  return { productCode, productType, names, terms, accesses, offeredFrom, lifecycle, suspendedSides, lifecycleReason } as Said;
}
