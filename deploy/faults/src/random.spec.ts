import fc from 'fast-check';
import { figureId, randomOf, zipf } from './random.js';

test('the same seed gives the same numbers, and another one others', () => {
  const taken = (seed: number): number[] =>
    Array.from(
      { length: 20 },
      (
        (random) => () =>
          random.next()
      )(randomOf(seed)),
    );
  fc.assert(fc.property(fc.nat(), (seed) => expect(taken(seed)).toEqual(taken(seed))));
  expect(taken(1)).not.toEqual(taken(2));
});

test('shuffling keeps the elements', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), (elements, seed) =>
      expect(randomOf(seed).shuffled(elements).toSorted()).toEqual(elements.toSorted()),
    ),
  );
});

test('the first keys are the hot ones', () => {
  const key = zipf(40, randomOf(7));
  const met = new Map<number, number>();
  for (let times = 0; times < 10_000; times += 1) {
    const place = key();
    met.set(place, (met.get(place) ?? 0) + 1);
  }
  expect(met.get(0)).toBeGreaterThan((met.get(39) ?? 0) * 5);
  expect(Math.max(...met.keys())).toBeLessThan(40);
});

test('figures of different seeds never meet', () => {
  expect(figureId(1, 5)).toBe('019aa000-0000-7000-8000-0000000f4245');
  expect(figureId(2, 5)).not.toBe(figureId(1, 5));
});
