import { latestByKey } from './stream-state.js';

test('a batch is reduced to the latest version of each key, whatever their order', () => {
  const rows = [
    { id: 'a', version: 2 },
    { id: 'b', version: 1 },
    { id: 'a', version: 3 },
    { id: 'a', version: 1 },
  ];
  expect(latestByKey(rows, (row) => row.id)).toEqual([
    { id: 'a', version: 3 },
    { id: 'b', version: 1 },
  ]);
});
