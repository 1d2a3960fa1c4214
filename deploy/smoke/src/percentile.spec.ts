import { percentile } from './percentile.js';

describe('a percentile', () => {
  test('is a value that was measured, not one in between', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect([percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1)]).toEqual([100, 198, 200]);
  });

  test('of a single value is that value, of none 0', () => {
    expect([percentile([7], 0.5), percentile([7], 0.99), percentile([], 0.5)]).toEqual([7, 7, 0]);
  });
});
