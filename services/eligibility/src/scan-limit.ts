import { Problem } from '@jinqiao/problem-details/problem';

/** The most products that one answer counts by their classes: the database does it in seconds. */
export const mostProductsCounted = 250_000;

/** The most products that one answer reads and judges one by one. */
export const mostProductsRead = 20_000;

/** Refuses work that would end in a time-out, before it begins, with its size, the limit and what to do. */
export function refuseTooMany(products: number, limit: number): void {
  if (products <= limit) return;
  const detail = `${products} products would have to be looked at, and one answer looks at ${limit}. Ask for one scheme, or for one with fewer products.`;
  throw new Problem('request-not-valid', detail, { products, limit, errors: [{ pointer: '/scheme', in: 'query', detail }] });
}
