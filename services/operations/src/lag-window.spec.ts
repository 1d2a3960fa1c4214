import fc from 'fast-check';
import { lagPace } from './lag-pace.js';
import { lagSeconds } from './lag-seconds.js';
import { emptyWindow, growthMax, samplesMax, withSample } from './lag-window.js';
import type { LagSample, LagWindow } from './lag-window.js';
import { skew } from './skew.js';

const sample = (atMs: number, end: number, committed: number): LagSample => ({
  atMs,
  endOffset: BigInt(end),
  committedOffset: BigInt(committed),
  lag: BigInt(Math.max(0, end - committed)),
});
const windowOf = (samples: readonly LagSample[]): LagWindow => samples.reduce((window, next) => withSample(window, next), emptyWindow);

/** A log that grows and a group that follows it, looked at now and then. */
const history = fc
  .array(fc.record({ pauseMs: fc.integer({ min: 1, max: 5_000 }), arrived: fc.nat(50), read: fc.nat(60) }), { minLength: 1, maxLength: 80 })
  .map((steps) => {
    let [atMs, end, committed] = [0, 0, 0];
    return steps.map(({ pauseMs, arrived, read }) => {
      [atMs, end] = [atMs + pauseMs, end + arrived];
      committed = Math.min(end, committed + read);
      return sample(atMs, end, committed);
    });
  });

describe('a window', () => {
  test('is bounded, however long it is watched', () => {
    const window = windowOf(Array.from({ length: 1_000 }, (_, at) => sample(at * 2_000, at, 0)));
    expect([window.samples.length, window.growth.length]).toEqual([samplesMax, growthMax]);
  });

  test('keeps of a flat line its two ends, so that a quiet partition is remembered for long', () => {
    const flat = Array.from({ length: 1_000 }, (_, at) => sample(at, 7, 7));
    expect(windowOf(flat).growth).toEqual([
      { atMs: 0, offset: 7n },
      { atMs: 999, offset: 7n },
    ]);
  });

  test('ignores a look that is not later than the last', () => {
    const window = windowOf([sample(2_000, 9, 1)]);
    expect(withSample(window, sample(2_000, 10, 1))).toBe(window);
  });

  test('begins anew when the log has: the old times say nothing of it', () => {
    expect(windowOf([sample(0, 9, 9), sample(1, 12, 9), sample(2, 3, 0)]).growth).toEqual([{ atMs: 2, offset: 3n }]);
  });
});

describe('lag in seconds', () => {
  test('of a log that grows evenly is the lag divided by its rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 3, max: 200 }), fc.nat(), (rate, looks, seed) => {
        const behind = seed % (rate * (looks - 2)) || 1;
        const window = windowOf(Array.from({ length: looks }, (_, at) => sample(at * 1000, at * rate, at * rate - behind)));
        expect(lagSeconds(window)?.seconds).toBeCloseTo(behind / rate, 6);
      }),
    );
  });

  test('lies between the looks at which the next event was not yet and already there', () => {
    fc.assert(
      fc.property(history, (samples) => {
        const last = samples.at(-1);
        const told = lagSeconds(windowOf(samples));
        const committed = last?.committedOffset ?? 0n;
        if (last === undefined || last.lag === 0n) return expect(told).toEqual({ seconds: 0, basis: 'no-lag' });
        const there = samples.find(({ endOffset }) => endOffset > committed) ?? last;
        const before = samples.filter(({ endOffset }) => endOffset <= committed).at(-1);
        if (before === undefined) return expect(told?.basis).toMatch(/extrapolated|at-least/);
        expect(told?.basis).toBe('interpolated');
        expect(told?.seconds).toBeGreaterThanOrEqual((last.atMs - there.atMs) / 1000);
        expect(told?.seconds).toBeLessThanOrEqual((last.atMs - before.atMs) / 1000);
      }),
    );
  });

  test('is never less for a group that is further behind', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (samples, one, other) => {
        const last = samples.at(-1);
        if (last === undefined) return;
        const end = Number(last.endOffset);
        const [further, nearer] = [one % (end + 1), other % (end + 1)].sort((a, b) => a - b) as [number, number];
        const secondsAt = (committed: number) =>
          lagSeconds(windowOf([...samples.slice(0, -1), sample(last.atMs, end, committed)]))?.seconds ?? 0;
        expect(secondsAt(further)).toBeGreaterThanOrEqual(secondsAt(nearer));
      }),
    );
  });

  test('of an event that was there before the watch is at least as long as the watch', () => {
    expect(lagSeconds(windowOf([sample(0, 9, 4), sample(8_000, 9, 4)]))).toEqual({ seconds: 8, basis: 'at-least' });
    expect(lagSeconds(emptyWindow)).toBeUndefined();
  });
});

describe('the pace', () => {
  test('says when the lag is gone: following it there leaves none', () => {
    fc.assert(
      fc.property(history, (samples) => {
        const pace = lagPace(samples);
        const lag = Number(samples.at(-1)?.lag ?? 0n);
        if (pace?.timeToDrainSeconds == null) return;
        expect(lag - pace.timeToDrainSeconds * (pace.consumedPerSecond - pace.arrivalsPerSecond)).toBeCloseTo(0, 6);
      }),
    );
  });

  test('names no time when the lag does not fall, and none is needed without lag', () => {
    expect(lagPace([sample(0, 10, 0), sample(1_000, 30, 10)])).toMatchObject({ trend: 'rising', timeToDrainSeconds: null });
    expect(lagPace([sample(0, 10, 0), sample(1_000, 10, 5)])).toMatchObject({ trend: 'falling', timeToDrainSeconds: 1 });
    expect(lagPace([sample(0, 10, 10), sample(1_000, 20, 20)])).toMatchObject({ trend: 'steady', timeToDrainSeconds: 0 });
    expect(lagPace([sample(0, 10, 10)])).toBeUndefined();
  });
});

test('skew is one when even, and the number of partitions when one has everything', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 12 }), (amounts) => {
      const uneven = skew(amounts);
      if (amounts.every((amount) => amount === 0)) return expect(uneven).toBeNull();
      expect(uneven).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(uneven).toBeLessThanOrEqual(amounts.length + 1e-9);
    }),
  );
  expect([skew([5, 5, 5]), skew([0, 9, 0])]).toEqual([1, 3]);
});
