import { nextBackOffMs, supervise } from './supervise.js';
import type { Running, Supervised } from './supervise.js';

function fakeProcess(pid: number): Running & { die(): void } {
  let resolve: (how: string) => void = () => undefined;
  const exited = new Promise<string>((settle) => (resolve = settle));
  return {
    pid,
    exited,
    die: () => resolve('was killed'),
    kill: () => resolve('was killed'),
    stop: () => Promise.resolve(resolve('stopped')),
  };
}

describe('keeping a process running', () => {
  test('the wait doubles with each short life, is bounded, and is short again after a long one', () => {
    expect([nextBackOffMs(0, 10), nextBackOffMs(250, 10), nextBackOffMs(8000, 10), nextBackOffMs(8000, 60_000)]).toEqual([
      250, 500, 10_000, 250,
    ]);
  });

  test('a process that is killed comes back, and its new id is told', async () => {
    const lives = [fakeProcess(1), fakeProcess(2)];
    const seen: (number | undefined)[] = [];
    let started = 0;
    let supervised: Supervised | undefined;
    await new Promise<void>((back) => {
      void supervise({
        name: 'products',
        start: () => Promise.resolve(lives[started++] as Running),
        report: (text) => void (text.startsWith('is back') && back()),
        onPid: () => void seen.push(started),
      }).then((running) => {
        supervised = running;
        lives[0]?.die();
      });
    });
    expect(supervised?.pid()).toBe(2);
    await supervised?.stop();
    expect(seen).toEqual([1, 2]);
  });

  test('what was stopped stays stopped', async () => {
    let started = 0;
    const supervised = await supervise({
      name: 'query',
      start: () => Promise.resolve(fakeProcess(++started)),
      report: () => undefined,
      onPid: () => undefined,
    });
    await supervised.stop();
    expect(started).toBe(1);
  });

  test('a first start that fails is the caller’s to hear', async () => {
    const failing = supervise({
      name: 'query',
      start: () => Promise.reject(new Error('no such file')),
      report: () => undefined,
      onPid: () => undefined,
    });
    await expect(failing).rejects.toThrow('no such file');
  });
});
