import { DeclaredAccess, ProductState } from '@jinqiao/contracts/product-events';
import { Side } from '@jinqiao/contracts/shapes';
import type { SchemaIssue } from '@jinqiao/problem-details/field-errors';
import type { Day } from '@jinqiao/identifiers/day';
import { z } from 'zod';
import type { KnownProduct, ListKey } from './access-facts.js';
import type { Law } from './law.js';
import { ExistingDay } from './published-list.js';

/** A published state of a product as it is, or only what a draft has so far: its type, terms and accesses. */
export const StateOfProduct = z.strictObject({
  ...ProductState.partial().shape,
  productType: z.string().min(1).max(100),
  accesses: z.array(z.strictObject(DeclaredAccess.shape)).max(100),
  terms: z.record(z.string(), z.json()),
  offeredFrom: ExistingDay.optional(),
  effectiveFrom: ExistingDay.optional(),
  suspendedSides: z.array(Side).max(2).optional(),
});
export type StateOfProduct = z.infer<typeof StateOfProduct>;

export const ProductImpactBody = z.strictObject({
  /** Left out for a product that is not in the catalogue yet. */
  before: StateOfProduct.optional(),
  after: StateOfProduct,
  asOf: ExistingDay.optional(),
});
export type ProductImpactBody = z.infer<typeof ProductImpactBody>;

/** What the law does not know in a state, or what does not fit its product type, each with what to write instead. */
export function stateFaults(law: Law, state: StateOfProduct, place: 'before' | 'after'): SchemaIssue[] {
  const type = law.productTypeById(state.productType);
  const ofTerms = type?.partialTerms.safeParse(state.terms).error?.issues ?? [];
  const unknownSchemes = state.accesses.flatMap(({ scheme }, index) =>
    law.schemeById(scheme)
      ? []
      : [{ message: `Use the id of a scheme as GET /v1/schemes gives it.`, path: [place, 'accesses', index, 'scheme'] }],
  );
  return [
    ...(type ? [] : [{ message: 'Use the id of a product type of the catalogue, such as a_share.', path: [place, 'productType'] }]),
    ...ofTerms.map((issue): SchemaIssue => ({ ...issue, path: [place, 'terms', ...issue.path] })),
    ...unknownSchemes,
  ];
}

/** The first day, from today on, on which the state that is to come counts. */
export function firstDayOf({ effectiveFrom, offeredFrom }: StateOfProduct, today: Day): Day {
  return [today, effectiveFrom ?? today, offeredFrom ?? today].sort().at(-1) ?? today;
}

/** Every place on published lists that one of the states asks for. */
export function listKeysOf(law: Law, states: readonly StateOfProduct[]): ListKey[] {
  return states.flatMap(({ productType, terms, accesses }) => {
    const key = law.productTypeById(productType)?.listKey(terms);
    return key ? accesses.map(({ scheme }) => ({ scheme, productType, ...key })) : [];
  });
}

/** The state as if it were the only version, in effect on the day; a draft's day of offer has come with it. */
export function asKnownProduct(
  state: StateOfProduct,
  asOf: Day,
  surroundings: Pick<KnownProduct, 'institution' | 'standings'>,
): KnownProduct {
  const { productId = '', productType, terms, accesses, lifecycle = 'listed', suspendedSides = [], version = 1 } = state;
  const offeredFrom = state.offeredFrom ?? asOf;
  const only = { version, productType, terms, accesses, offeredFrom, effectiveFrom: asOf, lifecycle, suspendedSides };
  return { productId, versions: [only], ...surroundings };
}
