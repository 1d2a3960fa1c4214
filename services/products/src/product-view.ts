import { differenceAskedFor } from './change-request.js';
import type { Product } from './product.js';
import { possibleNext } from './product.js';
import { missingLanguages, missingOf } from './product-draft.js';

/** What the makers and checkers of a product see of it: its draft and what that lacks, what is published, what waits for a decision. */
export function productView(product: Product): Record<string, unknown> {
  const { productId, institutionId, lifecycle, version, revision, draft, published, pending, lastDecision } = product;
  return {
    productId,
    institutionId,
    productCode: draft.productCode,
    productType: draft.productType,
    lifecycle,
    version,
    revision,
    draft,
    missing: missingOf(draft),
    missingLanguages: missingLanguages(draft.names),
    published,
    pending: pending && { ...pending, differences: differenceAskedFor(product, pending) },
    lastDecision,
    possible: possibleNext(product),
  };
}
