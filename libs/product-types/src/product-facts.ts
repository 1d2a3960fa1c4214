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
  const lacking = notApplicable.get(type) ?? notApplicableTo(type);
  notApplicable.set(type, lacking);
  return { ...lacking, ...type.facts(terms), 'product.productType': type.id };
}

/** The same for every product of a type. */
const notApplicable = new WeakMap<ProductType, Facts>();

function notApplicableTo(type: ProductType): Facts {
  const ofProduct = [...factDictionary.keys()].filter((fact) => scopeOf(fact) === 'product' && fact !== FROM_LISTS);
  return Object.fromEntries(ofProduct.filter((fact) => !has(type, fact)).map((fact) => [fact, null]));
}

function has(type: ProductType, fact: string): boolean {
  const source = derivedFacts.get(fact)?.from;
  return type.factNames.includes(fact) || (source !== undefined && type.factNames.includes(source));
}
