import type { CatalogueSize } from './catalogue.js';
import { NotUnderstood, readCommandLine } from './command-line.js';

/** What the command line asks for. */
export type Options = CatalogueSize & { readonly out: string | undefined };

const SIZE = /^([1-9]\d{0,6})(k|m)?$/;
const MOST_PRODUCTS = 10_000_000;

const USAGE =
  'npm run generate -- [--products 10k] [--seed 1] [--out FILE]: so many made-up products as lines of JSON, to FILE or else to the standard output.';

/** Reads the command line; throws `NotUnderstood` with what to write instead. */
export function readOptions(args: readonly string[]): Options {
  const { values } = readCommandLine(args, {
    usage: USAGE,
    options: { products: { type: 'string', default: '10k' }, seed: { type: 'string', default: '1' }, out: { type: 'string' } },
  });
  if (!/^\d{1,9}$/.test(values.seed)) throw new NotUnderstood(`--seed is a whole number of at most nine digits, not ${values.seed}.`);
  return { products: sizeOf(values.products), seed: Number(values.seed), out: values.out };
}

/** A number of products as people write it: 500, 10k, 1m. */
export function sizeOf(text: string): number {
  const [, digits, unit] = SIZE.exec(text) ?? [];
  const products = Number(digits) * (unit === 'm' ? 1_000_000 : unit === 'k' ? 1_000 : 1);
  if (!(products <= MOST_PRODUCTS)) throw new NotUnderstood(`Write a number of products up to 10m, such as 10k or 1m, not ${text}.`);
  return products;
}
