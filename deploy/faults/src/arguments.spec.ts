import { readArguments } from './arguments.js';

test('without a word every fault runs once, at its full length', () => {
  expect(readArguments([])).toEqual({ only: [], seeds: [1], scale: 1, prove: false });
});

test('seeds are counted from one, or one is named to repeat a run', () => {
  expect(readArguments(['--only', '1,4,13', '--seeds', '3', '--scale', '0.2', '--json', 'x.json'])).toEqual({
    only: [1, 4, 13],
    seeds: [1, 2, 3],
    scale: 0.2,
    json: 'x.json',
    prove: false,
  });
  expect(readArguments(['--seed', '17']).seeds).toEqual([17]);
});

test.each([
  ['--scale', '0'],
  ['--scale', '2'],
  ['--only', 'one'],
  ['--seeds', '0'],
])('%s %s is refused with what was expected', (...args) => {
  expect(() => readArguments(args)).toThrow(RangeError);
});
