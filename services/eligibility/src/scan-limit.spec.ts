import { Problem } from '@jinqiao/problem-details/problem';
import { mostProductsRead, refuseTooMany } from './scan-limit.js';

test('work beyond the limit is refused before it begins, with its size, the limit and the remedy', () => {
  expect(() => refuseTooMany(mostProductsRead, mostProductsRead)).not.toThrow();
  try {
    refuseTooMany(mostProductsRead + 1, mostProductsRead);
    throw new Error('It was not refused.');
  } catch (problem) {
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      type: 'request-not-valid',
      members: { products: 20_001, limit: 20_000, errors: [{ pointer: '/scheme' }] },
    });
  }
});
