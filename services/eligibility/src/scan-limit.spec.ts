import { mostProductsRead, refuseTooMany } from './scan-limit.js';

test('work beyond the limit is refused before it begins, with its size, the limit and the remedy', () => {
  const bound = { limit: mostProductsRead, remedy: 'Ask for one scheme.', pointer: '/scheme', part: 'query' } as const;
  expect(() => refuseTooMany(mostProductsRead, bound)).not.toThrow();
  const detail = '10001 products would have to be looked at, and one answer looks at 10000 at most. Ask for one scheme.';
  const refused = expect.objectContaining({
    type: 'request-not-valid',
    members: { products: 10_001, limit: 10_000, errors: [{ pointer: '/scheme', in: 'query', detail }] },
  }) as Error;
  expect(() => refuseTooMany(mostProductsRead + 1, bound)).toThrow(refused);
});
