import type { DeclaredAccess } from '@jinqiao/contracts/product-events';
import type { Audience } from '@jinqiao/contracts/shapes';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import type { ProductType, Terms } from '@jinqiao/product-types/product-type';
import { pick, zipf } from './random.js';
import type { Random } from './random.js';

/** Every scheme with every type that it carries: the first products of a catalogue go through them, so that none is missing. */
export const carriedPairs: readonly { readonly scheme: Scheme; readonly productType: string }[] = schemes.flatMap((scheme) =>
  scheme.productTypes.map((productType) => ({ scheme, productType })),
);

const ALSO_BY = 0.2;
const audiences: readonly Audience[] = [
  ...Array.from({ length: 17 }, (): Audience => 'public'),
  'hong-kong-professional-investor',
  'institutional',
  'registered-scheme-investor',
];

const MAINLAND_EXCHANGES: readonly unknown[] = ['XSHG', 'XSHE'];

/** A listing decides the way that its security crosses; where no term says where it is listed, every scheme of the type may carry it. */
export function carries({ productTypes, direction }: Scheme, { id }: ProductType, { mic }: Terms): boolean {
  if (!productTypes.includes(id)) return false;
  if (!['etf', 'a_share', 'hk_share'].includes(id) || mic === undefined) return true;
  return direction !== (MAINLAND_EXCHANGES.includes(mic) ? 'southbound' : 'northbound');
}

/** Schemes by what `carries` looks at: a type and where it is listed. */
const carriers = new Map<string, readonly Scheme[]>();

function carriersOf(type: ProductType, terms: Terms): readonly Scheme[] {
  const key = `${type.id}/${String(terms['mic'])}`;
  const known = carriers.get(key) ?? schemes.filter((scheme) => carries(scheme, type, terms));
  carriers.set(key, known);
  return known;
}

const draws = new Map<number, ReturnType<typeof zipf>>();

/** One scheme that carries the product, the first of the registry more often, and at times others beside it; `first` is taken where it is given. */
export function drawAccesses(type: ProductType, terms: Terms, random: Random, first?: Scheme): DeclaredAccess[] {
  const carrying = carriersOf(type, terms);
  const draw = draws.get(carrying.length) ?? zipf(carrying.length, 1);
  draws.set(carrying.length, draw);
  const main = first ?? carrying[draw(random)];
  return carrying.flatMap((scheme) =>
    scheme === main || random() < ALSO_BY ? [{ scheme: scheme.id, audience: pick(random, audiences) }] : [],
  );
}
