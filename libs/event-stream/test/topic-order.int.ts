import { countOrder } from './topic-order.js';

test('what stands on a topic tells repetitions, late ones, inversions and gaps apart', () => {
  const order = new Map([
    ['in order', [1, 2, 3]],
    ['repeated', [1, 2, 1, 2, 3]],
    ['inverted', [2, 1, 3]],
    ['lost', [1, 3]],
  ]);
  const acknowledged = new Map([...order.keys()].map((key) => [key, 3]));
  expect(countOrder(order, acknowledged)).toEqual({ records: 13, repetitions: 2, lateRepetitions: 1, inversions: 1, gaps: 1 });
});
