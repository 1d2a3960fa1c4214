import type { ProductState } from '@jinqiao/contracts/product-events';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { productTypes } from '@jinqiao/product-types/registry';
import type { ProductType, Terms } from '@jinqiao/product-types/product-type';
import { carriedPairs, carries, drawAccesses } from './accesses.js';
import { drawIsin } from './isin.js';
import { productName } from './names.js';
import { pick, randomOf, whole, zipf } from './random.js';
import type { Random } from './random.js';
import { drawTerms } from './terms.js';

/** What a catalogue is made of: the same size and seed give the same products. */
export type CatalogueSize = { readonly products: number; readonly seed: number };

/** The day that the catalogue is made for: ages and tenors at the edge of a rule are at it on this day. */
export const CATALOGUE_DAY: Day = '2026-11-25';

const TERM_SETS = 400;
const PRODUCTS_PER_ISSUER = 200;

/** Made-up products one by one, in memory only while they are looked at: few issuers and few sets of terms have most of them (Zipf). */
export function* catalogue({ products, seed }: CatalogueSize): Generator<ProductState> {
  const random = randomOf(seed, 'products');
  const draw = {
    issuer: zipf(Math.max(20, Math.ceil(products / PRODUCTS_PER_ISSUER)), 1),
    type: zipf(productTypes.length, 0.7),
    terms: zipf(TERM_SETS, 1),
  };
  const termSet = termSets(seed);
  for (let number = 0; number < products; number += 1) {
    const pair = carriedPairs[number];
    const carried = pair === undefined ? undefined : productTypes.find(({ id }) => id === pair.productType);
    const type = carried ?? productTypes[draw.type(random)] ?? pick(random, productTypes);
    const common = pair === undefined ? termSet(type, draw.terms(random)) : termsCarriedBy(pair.scheme, type, seed);
    yield product({ number, seed, issuer: draw.issuer(random), type, common, first: pair?.scheme }, random);
  }
}

/** The n-th set of terms of a type, made when it is first asked for. */
function termSets(seed: number): (type: ProductType, place: number) => Terms {
  const made = new Map<string, Terms>();
  return (type, place) => {
    const key = `${type.id}/${place}`;
    const terms = made.get(key) ?? drawTerms(type, randomOf(seed, 'terms', key), CATALOGUE_DAY);
    made.set(key, terms);
    return terms;
  };
}

function termsCarriedBy(scheme: Scheme, type: ProductType, seed: number): Terms {
  const random = randomOf(seed, 'carried', scheme.id, type.id);
  for (;;) {
    const terms = drawTerms(type, random, CATALOGUE_DAY);
    if (carries(scheme, type, terms)) return terms;
  }
}

type Drawn = {
  readonly number: number;
  readonly seed: number;
  readonly issuer: number;
  readonly type: ProductType;
  readonly common: Terms;
  readonly first: Scheme | undefined;
};

function product({ number, seed, issuer, type, common, first }: Drawn, random: Random): ProductState {
  const terms = withOwnCodes(common, random);
  const offeredFrom = addDays(CATALOGUE_DAY, whole(random, -4_000, 20));
  const version = random() < 0.8 ? 1 : whole(random, 2, 6);
  const effectiveFrom = version === 1 ? offeredFrom : addDays(offeredFrom, whole(random, 0, 30));
  return {
    productId: uuidOf(seed, 'product', number),
    version,
    institutionId: uuidOf(seed, 'institution', issuer),
    productCode: `SYN-${String(number + 1).padStart(7, '0')}`,
    productType: type.id,
    names: productName(issuer, type, number + 1, random),
    terms: terms as ProductState['terms'],
    accesses: drawAccesses(type, terms, random, first),
    offeredFrom,
    effectiveFrom,
    ...drawLifecycle(version, random),
  };
}

function drawLifecycle(version: number, random: Random): Pick<ProductState, 'lifecycle' | 'suspendedSides' | 'lifecycleReason'> {
  const drawn = random();
  if (version === 1 || drawn < 0.8) return { lifecycle: 'listed', suspendedSides: [] };
  const lifecycleReason = 'Made up for a synthetic catalogue.';
  if (drawn < 0.9) return { lifecycle: 'withdrawn', suspendedSides: [], lifecycleReason };
  return { lifecycle: 'suspended', suspendedSides: random() < 0.5 ? ['buy'] : ['buy', 'sell'], lifecycleReason };
}

/** Terms are shared by many products; a code of an exchange or an ISIN is a product's own. */
function withOwnCodes(terms: Terms, random: Random): Terms {
  const { stockCode, isin } = terms;
  return {
    ...terms,
    ...(typeof stockCode === 'string'
      ? { stockCode: String(whole(random, 0, 10 ** stockCode.length - 1)).padStart(stockCode.length, '0') }
      : {}),
    ...(typeof isin === 'string' ? { isin: drawIsin(random, isin.slice(0, 2)) } : {}),
  };
}

/** Shaped as a version 7, its first half counting, so that ids order as the products do. */
function uuidOf(seed: number, purpose: string, number: number): string {
  const random = randomOf(seed, purpose, number);
  const hex = (length: number): string => {
    let digits = '';
    for (let place = 0; place < length; place += 1) digits += whole(random, 0, 15).toString(16);
    return digits;
  };
  const counted = (0x019a_a000_0000 + number).toString(16).padStart(12, '0');
  return `${counted.slice(0, 8)}-${counted.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}
