import { StallWatch } from './stall-watch.js';
import type { PlaceLag } from './stall-watch.js';

describe('StallWatch', () => {
  let now = 0;
  let watch: StallWatch;
  const lag = (partition: number, behind: bigint, committedOffset: bigint | null = 5n): PlaceLag => ({
    topic: 't',
    partition,
    committedOffset,
    lag: behind,
  });

  beforeEach(() => {
    now = 0;
    watch = new StallWatch(60_000, () => now);
    watch.assigned({ t: [0, 1] });
  });

  test('is content while nothing is to be read, however long', () => {
    now = 600_000;
    expect(watch.isQuietSomewhere()).toBe(true);
    expect(watch.stalled([lag(0, 0n), lag(1, 0n)])).toBeUndefined();
  });

  test('finds the partition that has records to read and was quiet for too long, not its busy neighbour', () => {
    now = 60_001;
    watch.active('t', 0);
    expect(watch.stalled([lag(0, 9n), lag(1, 3n)])).toEqual({ place: 't/1', committedOffset: 5n, lag: 3n, again: false });
  });

  test('does not count what belongs to another member', () => {
    now = 60_001;
    expect(watch.stalled([lag(7, 3n)])).toBeUndefined();
    watch.active('t', 7);
    expect(watch.stalled([lag(7, 3n)])).toBeUndefined();
  });

  test('says so when a partition stalls again where it stood, after the consumer was started anew', () => {
    now = 60_001;
    expect(watch.stalled([lag(0, 3n)])?.again).toBe(false);
    watch.assigned({ t: [0, 1] });
    expect(watch.isQuietSomewhere()).toBe(false);
    now = 120_002;
    expect(watch.stalled([lag(0, 4n)])?.again).toBe(true);
  });

  test('takes a partition that has moved on since for a new case', () => {
    now = 60_001;
    watch.stalled([lag(0, 3n, null)]);
    watch.assigned({ t: [0] });
    now = 70_000;
    watch.active('t', 0);
    watch.stalled([lag(0, 1n, 6n)]);
    now = 190_000;
    expect(watch.stalled([lag(0, 3n, 6n)])?.again).toBe(false);
  });
});
