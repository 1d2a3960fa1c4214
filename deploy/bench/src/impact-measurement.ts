import { isDeepStrictEqual } from 'node:util';
import { catalogue } from '@jinqiao/deploy-generate/catalogue';
import { accessesOf, countClasses } from './counted-classes.js';
import type { CountedCatalogue } from './counted-classes.js';
import { impactByClasses, impactByProducts } from './draft-impact.js';
import type { Impact } from './draft-impact.js';
import { doubledMinimum } from './drafts.js';
import { investors } from './investors.js';
import { interleaved } from './measure.js';
import type { Measured } from './measure.js';

/** A draft's impact on a catalogue of one size, with the state by which it is told. An operation is the whole impact on all investors. */
export type ImpactMeasurement = {
  readonly products: number;
  readonly classes: number;
  readonly groups: number;
  readonly investors: number;
  readonly impact: Impact;
  readonly measured: readonly Measured[];
};

/** How long it took to make the catalogue and count it, once: no part of an impact, in which the counts stand ready. */
export type Counted = { readonly catalogue: CountedCatalogue; readonly cpuSeconds: number };

const CHECKED_PRODUCTS = 3_000;

/** Makes a catalogue and counts its classes. */
export function counted(products: number, seed: number): Counted {
  const before = process.cpuUsage();
  const made = countClasses(catalogue({ products, seed }));
  const { user, system } = process.cpuUsage(before);
  return { catalogue: made, cpuSeconds: (user + system) / 1_000_000 };
}

/** Throws where the impact by classes is another than product by product. */
export function checkImpact(seed: number): number {
  const products = { products: CHECKED_PRODUCTS, seed };
  const byClasses = impactByClasses(countClasses(catalogue(products)), doubledMinimum, investors);
  const byProducts = impactByProducts([...catalogue(products)].map(accessesOf), doubledMinimum, investors);
  if (!isDeepStrictEqual(byClasses, byProducts)) throw new Error('The impact by classes is another than product by product.');
  return CHECKED_PRODUCTS;
}

/** The draft's impact on a counted catalogue, in times. */
export async function measureImpact({ catalogue: state }: Counted, rounds: number): Promise<ImpactMeasurement> {
  const measured = await interleaved(
    [{ name: `impact on ${state.products} products`, operations: 1, run: () => void impactByClasses(state, doubledMinimum, investors) }],
    rounds,
  );
  return {
    products: state.products,
    classes: state.classes.length,
    groups: state.groups.length,
    investors: Object.keys(investors).length,
    impact: impactByClasses(state, doubledMinimum, investors),
    measured,
  };
}
