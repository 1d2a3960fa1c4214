import type { ProductState } from '@jinqiao/contracts/product-events';
import type { FieldDifference } from '@jinqiao/semantic-difference/difference';
import { productDifference } from './product-difference.js';

/** A version as its event was logged, and the request that led to it where a second person had to approve. */
export type PublishedVersion = {
  readonly eventType: string;
  readonly state: ProductState;
  readonly happenedAt: string;
  readonly publishedBy: string | null;
  readonly requestedBy: string | null;
  readonly requestedAt: string | null;
  readonly reason: string | null;
};

/** One line of a product's history: who made it say what it did not say before. */
export type HistoryEntry = Omit<PublishedVersion, 'state'> &
  Pick<ProductState, 'version' | 'effectiveFrom' | 'lifecycle'> & { readonly differences: readonly FieldDifference[] };

/** The entries of versions that come latest first; `before` is the version below the last of them, absent below the first version. */
export function historyOf(versions: readonly PublishedVersion[], before: PublishedVersion | undefined): readonly HistoryEntry[] {
  return versions.map(({ state, ...published }, position) => {
    const earlier = versions[position + 1] ?? before;
    const { version, effectiveFrom, lifecycle } = state;
    return { version, effectiveFrom, lifecycle, ...published, differences: productDifference(earlier?.state ?? null, state) };
  });
}
