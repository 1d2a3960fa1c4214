import { Problem } from '@jinqiao/problem-details/problem';
import type { FieldError } from '@jinqiao/problem-details/problem';

/** The most products that one answer counts by their classes: the database does it in seconds. */
export const mostProductsCounted = 250_000;

/** The most products of which one answer, or one publication, reads what they state themselves. */
export const mostProductsStated = 100_000;

/** The most products that one answer reads and judges one by one. */
export const mostProductsRead = 10_000;

/** What to do with a rule for more products than one answer counts. */
export const byRelease = 'Bring the rule with a release, which is not bound to the time of one answer.';

/** What is bounded, where the request chose it, and what to do instead. */
export type Bound = {
  readonly limit: number;
  readonly remedy: string;
  readonly pointer: string;
  readonly part: NonNullable<FieldError['in']>;
};

/** Refuses work that would end in a time-out, before it begins, with its size, the limit and the remedy. */
export function refuseTooMany(products: number, { limit, remedy, pointer, part }: Bound): void {
  if (products <= limit) return;
  const detail = `${products} products would have to be looked at, and one answer looks at ${limit} at most. ${remedy}`;
  throw new Problem('request-not-valid', detail, { products, limit, errors: [{ pointer, in: part, detail }] });
}
