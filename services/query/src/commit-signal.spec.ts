import { CommitSignal } from './commit-signal.js';

test('a commit wakes all who wait, and nobody who comes after', async () => {
  const commits = new CommitSignal();
  const waiting = Promise.all([commits.next(60_000), commits.next(60_000)]);
  commits.announce();
  await waiting;
  let woken = false;
  const later = commits.next(10).then(() => (woken = true));
  await Promise.resolve();
  expect(woken).toBe(false);
  await later;
});
