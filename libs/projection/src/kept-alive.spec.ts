import { keptAlive } from './kept-alive.js';

describe('keptAlive', () => {
  let beats = 0;
  let atBeat = (): void => undefined;
  const heartbeat = (): Promise<void> => {
    beats += 1;
    atBeat();
    return Promise.resolve();
  };
  beforeEach(() => {
    beats = 0;
    atBeat = () => undefined;
  });

  test('tells the group that the consumer is alive while its work goes on, and not afterwards', async () => {
    const outcome = await keptAlive({ heartbeat }, () => new Promise<string>((done) => (atBeat = () => beats === 3 && done('applied'))), {
      everyMs: 1,
      forMs: 1_000,
    });
    expect([outcome, beats]).toEqual(['applied', 3]);
    const before = beats;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(beats).toBe(before);
  });

  test('stops telling so when the work takes far too long, or when the place in the group is lost', async () => {
    let beaten = 0;
    const lost = (): Promise<void> => {
      beaten += 1;
      return Promise.reject(new Error('another member has it'));
    };
    const longWork = () => new Promise((done) => setTimeout(done, 40));
    await keptAlive({ heartbeat: lost }, longWork, { everyMs: 2, forMs: 1_000 });
    await keptAlive({ heartbeat }, longWork, { everyMs: 2, forMs: 6 });
    expect(beaten).toBe(1);
    expect(beats).toBeLessThanOrEqual(3);
  });

  test('passes on what the work throws', async () => {
    await expect(keptAlive({ heartbeat }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
