import type { z } from 'zod';
import type { ProductType, Terms } from './product-type.js';

/** The names of the terms that a product of this type still needs before it can be submitted, in the schema's order; last those that its other terms make necessary. */
export function missingTerms(type: ProductType, terms: Terms): readonly string[] {
  const alwaysNeeded = Object.entries(type.terms.shape as Record<string, z.ZodType>)
    .filter(([term, schema]) => terms[term] === undefined && !schema.safeParse(undefined).success)
    .map(([term]) => term);
  return [...alwaysNeeded, ...type.alsoNeeds(terms)];
}
