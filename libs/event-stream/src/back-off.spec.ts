import { backOff, backOffMs, worthALine } from './back-off.js';

test('waits double from 100 ms to 2 s, within a quarter', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map((failures) => backOffMs(failures, () => 0.5))).toEqual([100, 200, 400, 800, 1600, 2000, 2000]);
  expect(backOffMs(1, () => 0)).toBe(75);
  expect(backOffMs(1, () => 0.999)).toBeLessThan(125);
});

test('a wait ends at once when there is nothing to wait for any more', async () => {
  await backOff(1_000, AbortSignal.abort());
});

test('a long outage is told once, then now and then', () => {
  const failures = Array.from({ length: 60 }, (_none, index) => index + 1);
  expect(failures.filter(worthALine)).toEqual([1, 30, 60]);
});
