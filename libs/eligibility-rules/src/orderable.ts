import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import type { Side } from '@jinqiao/contracts/shapes';

/** True where an order of this side can be placed: the product listed, or suspended for the other side only, and its institution approved. Apart from eligibility. */
export function orderable(
  product: Pick<ProductState, 'lifecycle' | 'suspendedSides'>,
  institutionLifecycle: InstitutionState['lifecycle'],
  side: Side,
): boolean {
  if (institutionLifecycle !== 'approved') return false;
  return product.lifecycle === 'listed' || (product.lifecycle === 'suspended' && !product.suspendedSides.includes(side));
}
