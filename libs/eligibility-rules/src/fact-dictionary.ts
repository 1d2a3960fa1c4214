import type { FactScope, FactSpecification } from './fact-specification.js';
import { institutionFactSpecifications } from './institution-fact-specifications.js';
import { investorFactSpecifications } from './investor-fact-specifications.js';
import { productFactSpecifications } from './product-fact-specifications.js';
import { tradeFactSpecifications } from './trade-fact-specifications.js';

/** Specifications of facts by full name; a name that is not in it does not exist. */
export type FactDictionary = ReadonlyMap<string, FactSpecification>;

/** Every fact that a rule may look at. */
export const factDictionary: FactDictionary = new Map<string, FactSpecification>(
  Object.entries({
    ...investorFactSpecifications,
    ...productFactSpecifications,
    ...institutionFactSpecifications,
    ...tradeFactSpecifications,
  }),
);

/** The scope in a fact's full name. */
export function scopeOf(fact: string): FactScope {
  return fact.slice(0, fact.indexOf('.')) as FactScope;
}

/** True for a fact that belongs to the product's side of an access, and so to its class rather than to the question asked. */
export function isProductSide(fact: string): boolean {
  const scope = scopeOf(fact);
  return scope === 'product' || scope === 'institution';
}
