import fc from 'fast-check';
import { groupState, partitionState, samplesMin } from './consumer-state.js';
import { emptyWindow, withSample } from './lag-window.js';
import type { LagSample, LagWindow } from './lag-window.js';

const everyMs = 2_000;

/** Looks at [end, committed], two seconds apart, and then at nothing but the log's end while nobody consumes. */
const windowOf = (looks: readonly (readonly [number, number])[], alone: readonly number[] = []): LagWindow => {
  const sample = (at: number, end: number, committed: number): LagSample => ({
    atMs: at * everyMs,
    endOffset: BigInt(end),
    committedOffset: BigInt(committed),
    lag: BigInt(Math.max(0, end - committed)),
  });
  const consumed = looks.reduce((window, [end, committed], at) => withSample(window, sample(at, end, committed)), emptyWindow);
  const committed = looks.at(-1)?.[1] ?? 0;
  return alone.reduce((window, end, at) => withSample(window, sample(looks.length + at, end, committed), false), consumed);
};
const stateOf = (window: LagWindow) => partitionState(window, window.latest?.atMs ?? 0);
const times = <T>(count: number, look: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => look(at));

describe("the state of a partition, by Burrow's rules", () => {
  test('is OK while the lag falls now and then, however large it is', () =>
    expect(stateOf(windowOf(times(30, (at) => [100_000 + at, at * 10])))).toBe('OK'));

  test('is OK when there was no lag at one look of the last minute', () =>
    expect(stateOf(windowOf([...times(1, () => [5, 5] as const), ...times(29, (at) => [6 + at, 5] as const)]))).toBe('OK'));

  test('is WARN when commits advance and the lag falls at no look', () =>
    expect(stateOf(windowOf(times(30, (at) => [100 + at * 5, at * 5])))).toBe('WARN'));

  test('is STALL when the commits do not advance', () => expect(stateOf(windowOf(times(30, (at) => [100 + at, 7])))).toBe('STALL'));

  test('is REWIND when a commit went back', () =>
    expect(stateOf(windowOf(times(30, (at) => [1_000, at < 20 ? at * 10 : 50 + at])))).toBe('REWIND'));

  test('is STOP when nobody has committed for longer than the commits span', () => {
    const looks = times(15, (at) => [100 + at, at] as const);
    expect(
      stateOf(
        windowOf(
          looks,
          times(14, () => 200),
        ),
      ),
    ).not.toBe('STOP');
    expect(
      stateOf(
        windowOf(
          looks,
          times(15, () => 200),
        ),
      ),
    ).toBe('STOP');
  });

  test('is STOP too after a time without lag, once that is a minute ago', () => {
    const looks = times(12, () => [9, 9] as const);
    expect(stateOf(windowOf(looks, [...times(13, () => 9), ...times(5, () => 12)]))).toBe('OK');
    expect(stateOf(windowOf(looks, [...times(13, () => 9), ...times(31, () => 12)]))).toBe('STOP');
  });

  test('is OK as long as too few looks say anything, and of a partition never seen', () => {
    expect(stateOf(windowOf(times(samplesMin - 1, () => [9, 1])))).toBe('OK');
    expect(stateOf(windowOf(times(samplesMin, () => [9, 1])))).toBe('STALL');
    expect(stateOf(emptyWindow)).toBe('OK');
  });

  const looks = fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { minLength: samplesMin, maxLength: 40 });

  test('is OK whenever there is no lag now', () => {
    fc.assert(fc.property(looks, (seen) => stateOf(windowOf([...seen, [100, 100]])) === 'OK'));
  });

  test('does not depend on where the offsets begin', () => {
    fc.assert(
      fc.property(looks, fc.integer({ min: 0, max: 2 ** 40 }), (seen, moved) => {
        const shifted = seen.map(([end, committed]) => [end + moved, committed + moved] as const);
        expect(stateOf(windowOf(shifted))).toBe(stateOf(windowOf(seen)));
      }),
    );
  });
});

test('a group is as bad as its worst partition, and everything worse than WARN is ERR', () => {
  expect(groupState([])).toBe('OK');
  expect(groupState(['OK', 'WARN'])).toBe('WARN');
  for (const worse of ['STOP', 'STALL', 'REWIND'] as const) expect(groupState(['OK', worse, 'WARN'])).toBe('ERR');
});
