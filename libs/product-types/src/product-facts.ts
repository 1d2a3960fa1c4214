import { derivedFacts } from '@jinqiao/eligibility-rules/derived-facts';
import { factDictionary, scopeOf } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { ProductType, Terms } from './product-type.js';

/** The standing on a scheme's list comes from the lists, not from the product's terms. */
const FROM_LISTS = 'product.schemeListing';

/**
 * Every `product.*` fact of a product: those in its terms, `null` for those that its type does not have, none for those that it has but does not state.
 * An age or a tenor is left to `factsOnDay` where the type states the day behind it.
 */
export function productFacts(type: ProductType, terms: Terms): Facts {
  const lacking = [...factDictionary.keys()].filter((fact) => scopeOf(fact) === 'product' && fact !== FROM_LISTS && !has(type, fact));
  return { ...Object.fromEntries(lacking.map((fact) => [fact, null])), ...type.facts(terms), 'product.productType': type.id };
}

function has(type: ProductType, fact: string): boolean {
  const source = derivedFacts.get(fact)?.from;
  return type.factNames.includes(fact) || (source !== undefined && type.factNames.includes(source));
}
