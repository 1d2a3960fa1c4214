import { eventually } from './eventually.js';

test('a check that holds at last answers with what it returned', async () => {
  let attempts = 0;
  const answer = await eventually(
    () => {
      if (++attempts < 3) throw new Error('not yet');
      return attempts;
    },
    { everyMs: 1 },
  );
  expect(answer).toBe(3);
});

test('a check that never holds rejects with its own last error', async () => {
  const check = () => Promise.reject(new Error('still no row'));
  await expect(eventually(check, { timeoutMs: 5, everyMs: 1 })).rejects.toThrow('still no row');
});
