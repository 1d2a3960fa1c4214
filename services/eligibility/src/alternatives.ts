import type { Audience } from '@jinqiao/contracts/shapes';
import type { FactValue, Facts } from '@jinqiao/eligibility-rules/facts';
import type { ProductVerdict } from '@jinqiao/eligibility-rules/product-verdict';
import { productFacts } from '@jinqiao/product-types/product-facts';
import type { KnownProduct } from './access-facts.js';
import { sidesOf } from './check-answer.js';
import type { Asked } from './check-answer.js';
import { checkProduct, isVisible } from './check.js';
import type { Law } from './law.js';
import { versionInEffect } from './product-version.js';

/** A product of the same type that is eligible, with the facts in which it differs. */
export type Alternative = {
  readonly productId: string;
  readonly productVersion: number;
  readonly verdict: ProductVerdict;
  readonly differsIn: readonly string[];
};

/** The nearest of the products that were looked at. */
export type Alternatives = { readonly lookedAt: number; readonly products: readonly Alternative[] };

/** True where the product is not eligible on one of the sides asked for, not even subject to the order. */
export function needsAlternatives(law: Law, product: KnownProduct, question: Asked, audiences: readonly Audience[]): boolean {
  return verdicts(law, product, question, audiences).some((verdict) => !usable.includes(verdict));
}

/** Of the candidates those that this caller may see and that are eligible on every side asked for, the ones with the fewest other facts first. */
export function nearestEligible(
  law: Law,
  { product, candidates }: { readonly product: KnownProduct; readonly candidates: readonly KnownProduct[] },
  question: Asked,
  audiences: readonly Audience[],
): Alternatives {
  const own = factsOf(law, product, question);
  const visible = candidates.filter(
    (candidate) => candidate.productId !== product.productId && isVisible(candidate, audiences, question.asOf),
  );
  const eligible = visible.flatMap((candidate): Alternative[] => {
    const given = verdicts(law, candidate, question, audiences);
    const version = versionInEffect(candidate.versions, question.asOf)?.version;
    if (version === undefined || !given.every((verdict) => usable.includes(verdict))) return [];
    const verdict = given.every((each) => each === 'eligible') ? 'eligible' : 'depends-on-order';
    return [
      { productId: candidate.productId, productVersion: version, verdict, differsIn: differing(own, factsOf(law, candidate, question)) },
    ];
  });
  const nearest = eligible.sort(
    (one, other) => one.differsIn.length - other.differsIn.length || (one.productId < other.productId ? -1 : 1),
  );
  return { lookedAt: visible.length, products: nearest.slice(0, question.alternatives) };
}

const usable: readonly string[] = ['eligible', 'depends-on-order'];

function verdicts(law: Law, product: KnownProduct, question: Asked, audiences: readonly Audience[]): readonly string[] {
  return sidesOf(question).map(
    (side) => checkProduct(law, product, { asOf: question.asOf, facts: question.facts, side }, audiences).verdict,
  );
}

function factsOf(law: Law, product: KnownProduct, { asOf }: Asked): Facts {
  const version = versionInEffect(product.versions, asOf) ?? product.versions[0];
  const type = version && law.productTypeById(version.productType);
  return type ? productFacts(type, version.terms) : {};
}

function differing(one: Facts, other: Facts): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((fact) => !alike(one[fact], other[fact])).sort();
}

const alike = (one: FactValue | null | undefined, other: FactValue | null | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
