import { productAtoms } from '@jinqiao/eligibility-rules/access-class';
import { derivedFacts, factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import { isProductSide } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { productFacts } from '@jinqiao/product-types/product-facts';
import type { ProductState } from '@jinqiao/contracts/product-events';
import type { Day } from '@jinqiao/identifiers/day';
import type { Side } from './access-facts.js';
import type { SchemeChange } from './access-class-refinement.js';
import type { Law } from './law.js';

/** Facts at which a scheme's new rules look in a way that no rule did before, all of them stated by the product itself; `derived` where one of them changes with time. */
export type NewFacts = { readonly names: readonly string[]; readonly derived: boolean };

/** The new facts of a change; undefined where one of them is not the product's own, such as a licence of its institution or a standing on a list. */
export function newFacts({ before, after }: SchemeChange, sides: readonly Side[]): NewFacts | undefined {
  const names = new Set(
    sides.flatMap((side) => {
      const known = new Set(productAtoms(before, side).map((atom) => JSON.stringify(atom)));
      const asked = productAtoms(after, side).filter((atom) => !known.has(JSON.stringify(atom)));
      return asked.flatMap(({ fact, otherFact }) => [fact, ...(otherFact === undefined ? [] : [otherFact])]).filter(isProductSide);
    }),
  );
  const own = [...names].every((name) => name.startsWith('product.') && name !== after.decidedByList && name !== 'product.schemeListing');
  return own ? { names: [...names].sort(), derived: [...names].some((name) => derivedFacts.has(name)) } : undefined;
}

/** What a product states of the new facts, on a day where one changes with time; what it does not state is left out. */
export function valuesOf({ names, derived }: NewFacts, law: Law, state: Pick<ProductState, 'productType' | 'terms'>, day: Day): Facts {
  const type = law.productTypeById(state.productType);
  const stated = type ? productFacts(type, state.terms) : {};
  const facts = derived ? factsOnDay(stated, day) : stated;
  return Object.fromEntries(names.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])));
}

/** The facts that stand for a class, with what one of its members says of the new ones. */
export function memberFacts(ofClass: Facts, { names }: NewFacts, values: Facts): Facts {
  return { ...Object.fromEntries(Object.entries(ofClass).filter(([name]) => !names.includes(name))), ...values };
}
