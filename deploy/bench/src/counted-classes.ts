import type { ProductState } from '@jinqiao/contracts/product-events';
import { CATALOGUE_DAY } from '@jinqiao/deploy-generate/catalogue';
import { randomOf } from '@jinqiao/deploy-generate/random';
import { signatureOf } from '@jinqiao/eligibility-rules/access-class';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { schemeById } from '@jinqiao/eligibility-schemes/registry';
import { productFacts } from '@jinqiao/product-types/product-facts';
import { productTypeById } from '@jinqiao/product-types/registry';

/** All accesses that leave the same to ask of an investor; `facts` are those of one of them. */
export type CountedClass = { readonly scheme: Scheme; readonly facts: Facts; accesses: number };

/** All products whose accesses belong to the same classes. */
export type CountedGroup = { readonly classes: readonly CountedClass[]; products: number };

/** A catalogue as the impact of a draft reads it: how many there are of each kind, not which. */
export type CountedCatalogue = {
  readonly products: number;
  readonly classes: readonly CountedClass[];
  readonly groups: readonly CountedGroup[];
};

/** One access of a product with all facts of the product's side on the catalogue's day. */
export type Access = { readonly scheme: Scheme; readonly facts: Facts };

/** The accesses that a product declares on the catalogue's day; none where it is not offered. */
export function accessesOf(product: ProductState): Access[] {
  const type = productTypeById(product.productType);
  if (type === undefined || product.lifecycle === 'withdrawn' || product.effectiveFrom > CATALOGUE_DAY) return [];
  const stated = factsOnDay(productFacts(type, product.terms), CATALOGUE_DAY);
  return product.accesses.flatMap((access) => {
    const scheme = schemeById(access.scheme);
    if (scheme === undefined) return [];
    const listed =
      scheme.decidedByList === undefined || type.listKey(product.terms) === undefined
        ? {}
        : { [scheme.decidedByList]: standingOf(product) };
    return [{ scheme, facts: { ...stated, ...listed } }];
  });
}

/** The generator publishes no lists: four in five securities stand in full, the others one way or the other. */
function standingOf({ productId }: ProductState): string {
  const drawn = randomOf('standing', productId)();
  if (drawn < 0.8) return 'full';
  return drawn < 0.9 ? 'sell_only' : 'not_listed';
}

/** Counts the products for buying; what is counted does not grow with the catalogue, only with the kinds in it. */
export function countClasses(products: Iterable<ProductState>): CountedCatalogue {
  const classes = new Map<string, CountedClass>();
  const groups = new Map<string, CountedGroup>();
  let seen = 0;
  for (const product of products) {
    seen += 1;
    const signed = accessesOf(product).map((access) => ({ access, signature: signatureOf(access.scheme, 'buy', access.facts) }));
    const own = signed.map(({ access: { scheme, facts }, signature }) => {
      const counted = classes.get(signature) ?? { scheme, facts, accesses: 0 };
      classes.set(signature, counted);
      counted.accesses += 1;
      return counted;
    });
    const key = signed.map(({ signature }) => signature).join('\n');
    const group = groups.get(key) ?? { classes: own, products: 0 };
    groups.set(key, group);
    group.products += 1;
  }
  return { products: seen, classes: [...classes.values()], groups: [...groups.values()] };
}
