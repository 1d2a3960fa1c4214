import { ProductState } from '@jinqiao/contracts/product-events';
import type { Kinds } from '@jinqiao/semantic-difference/kinds';
import { kindsBelow } from '@jinqiao/semantic-difference/kinds';
import { kindsOf } from '@jinqiao/semantic-difference/kinds-of';
import { z } from 'zod';
import { productTypeById } from './registry.js';

const kindsIn = (schema: z.ZodType): Kinds => kindsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));

const kindsOfEvery = kindsIn(ProductState);
const known = new Map<string, Kinds>();

/** How two versions of a product of this type are compared: which of its fields and terms are amounts, and which are sets. A type that is not known has terms of no kind. */
export function productKinds(productTypeId: string): Kinds {
  const productType = productTypeById(productTypeId);
  if (productType === undefined) return kindsOfEvery;
  const kinds = known.get(productTypeId) ?? { ...kindsOfEvery, ...kindsBelow('/terms', kindsIn(productType.terms)) };
  known.set(productTypeId, kinds);
  return kinds;
}
