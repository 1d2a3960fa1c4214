import { CATALOGUE_DAY } from '@jinqiao/deploy-generate/catalogue';
import { decide } from '@jinqiao/eligibility-rules/decide';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { combine } from '@jinqiao/eligibility-rules/product-verdict';
import type { DecidedAccess, ProductVerdict } from '@jinqiao/eligibility-rules/product-verdict';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { Access, CountedCatalogue, CountedClass } from './counted-classes.js';

/** A scheme as it is and as it would be. The draft reads no product fact that the scheme does not read already, so that no class splits. */
export type Draft = { readonly before: Scheme; readonly after: Scheme };

/** By investor and by change of the verdict, such as `eligible > ineligible`: how many products. */
export type Impact = Readonly<Record<string, Readonly<Record<string, number>>>>;

type Investors = Readonly<Record<string, Facts>>;
type Decide = (scheme: Scheme, access: Access, investor: Facts) => DecidedAccess;

/** The impact by class: each class is decided once for each investor before and after, each group of products weighs as many as it has. */
export function impactByClasses(catalogue: CountedCatalogue, draft: Draft, investors: Investors): Impact {
  const touched = catalogue.groups.filter(({ classes }) => classes.some(({ scheme }) => scheme.id === draft.before.id));
  return impactOf(
    touched.map(({ classes, products }) => ({ accesses: classes, products })),
    draft,
    investors,
    decidedOnce,
  );
}

/** The same product by product, for the check of the other. */
export function impactByProducts(products: Iterable<readonly Access[]>, draft: Draft, investors: Investors): Impact {
  const each = [...products].map((accesses) => ({ accesses, products: 1 }));
  return impactOf(each, draft, investors, () => decideAccess);
}

type Weighed = { readonly accesses: readonly Access[]; readonly products: number };

function impactOf(weighed: readonly Weighed[], draft: Draft, investors: Investors, decider: () => Decide): Impact {
  const ofInvestor = Object.entries(investors).map(([name, investor]) => {
    const deciding = decider();
    const changes: Record<string, number> = {};
    for (const { accesses, products } of weighed) {
      const verdict = (law: 'before' | 'after'): ProductVerdict =>
        combine(accesses.map((access) => deciding(access.scheme.id === draft.before.id ? draft[law] : access.scheme, access, investor)));
      const [was, willBe] = [verdict('before'), verdict('after')];
      if (was !== willBe) changes[`${was} > ${willBe}`] = (changes[`${was} > ${willBe}`] ?? 0) + products;
    }
    return [name, changes] as const;
  });
  return Object.fromEntries(ofInvestor);
}

function decideAccess(scheme: Scheme, { facts }: Access, investor: Facts): DecidedAccess {
  const { decision, dependsOnOrder } = decide(scheme, { ...facts, ...investor }, CATALOGUE_DAY, 'buy');
  return { kind: scheme.kind, decision, dependsOnOrder };
}

/** Classes are the same objects in every group that has them. */
function decidedOnce(): Decide {
  const known = new Map<Scheme, Map<Access | CountedClass, DecidedAccess>>();
  return (scheme, access, investor) => {
    const ofScheme = known.get(scheme) ?? new Map<Access | CountedClass, DecidedAccess>();
    known.set(scheme, ofScheme);
    const decided = ofScheme.get(access) ?? decideAccess(scheme, access, investor);
    ofScheme.set(access, decided);
    return decided;
  };
}
