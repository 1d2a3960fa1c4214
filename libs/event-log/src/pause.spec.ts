import { Pause } from './pause.js';

const farMs = 3_600_000;

describe('Pause', () => {
  test('is cut short by a wake during the wait', async () => {
    const pause = new Pause();
    const wait = pause.untilWoken(farMs);
    pause.wake();
    await wait;
  });

  test('keeps a wake that came during work for the next wait, once', async () => {
    const pause = new Pause();
    pause.wake();
    await pause.untilWoken(farMs);
    let ended = false;
    const second = pause.untilWoken(farMs).then(() => (ended = true));
    await Promise.resolve();
    expect(ended).toBe(false);
    pause.wake();
    await second;
  });

  test('does not let a wake cut a wait for its whole time, but an end', async () => {
    const pause = new Pause();
    let ended = false;
    const wait = pause.for(farMs).then(() => (ended = true));
    pause.wake();
    await Promise.resolve();
    expect(ended).toBe(false);
    pause.end();
    await wait;
    await pause.for(farMs);
    await pause.untilWoken(farMs);
  });
});
