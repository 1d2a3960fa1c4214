import { freshnessMs, lookAgain, type PartitionPosition } from './freshness.js';

const at = (position: Partial<PartitionPosition>): PartitionPosition => ({
  projection: 'p',
  partition: 0,
  endOffset: 0n,
  nextOffset: 0n,
  recordedAtMs: null,
  ...position,
});

describe('the freshness of the catalogue', () => {
  test('is not known before the first look', () => expect(freshnessMs(new Map(), 1000)).toBeNull());

  test('is the age of the last look while nothing is outstanding', () => {
    const looked = lookAgain(new Map(), [at({ endOffset: 5n, nextOffset: 5n, recordedAtMs: 10 })], 1000);
    expect(freshnessMs(looked, 1000)).toBe(0);
    expect(freshnessMs(looked, 1400)).toBe(400);
  });

  test('counts from the newest applied event while some are outstanding', () => {
    const looked = lookAgain(new Map(), [at({ endOffset: 5n, nextOffset: 3n, recordedAtMs: 700 })], 1000);
    expect(freshnessMs(looked, 1000)).toBe(300);
  });

  test('counts from the last look that found nothing outstanding, where that is later: a quiet stream is not an old one', () => {
    const quiet = lookAgain(new Map(), [at({ endOffset: 5n, nextOffset: 5n, recordedAtMs: 10 })], 1000);
    const busy = lookAgain(quiet, [at({ endOffset: 6n, nextOffset: 5n, recordedAtMs: 10 })], 2000);
    expect(freshnessMs(busy, 2100)).toBe(1100);
  });

  test('is not known while a partition has events and none is applied', () => {
    const looked = lookAgain(new Map(), [at({ endOffset: 5n, nextOffset: 5n }), at({ partition: 1, endOffset: 1n })], 1000);
    expect(freshnessMs(looked, 1000)).toBeNull();
  });

  test('is that of the partition furthest behind', () => {
    const looked = lookAgain(new Map(), [at({}), at({ partition: 1, endOffset: 2n, nextOffset: 1n, recordedAtMs: 400 })], 1000);
    expect(freshnessMs(looked, 1000)).toBe(600);
  });
});
