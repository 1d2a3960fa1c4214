import { FlatProduct, workload } from './flat-product.js';

describe('the workload of the stream benchmarks', () => {
  const events = [...workload(5_000, 7)];

  test('is the same for the same seed, and another for another', () => {
    expect([...workload(5_000, 7)]).toEqual(events);
    expect([...workload(5_000, 8)]).not.toEqual(events);
  });

  test('counts the versions of each key without gaps, repeating an event only right after itself', () => {
    const versions = new Map<string, number>();
    for (const [place, { id, subject, version }] of events.entries()) {
      if (place > 0 && events[place - 1]?.id === id) continue;
      expect(version).toBe((versions.get(subject) ?? 0) + 1);
      versions.set(subject, version);
    }
  });

  test('visits a fifth as many keys as events, and gives half of the updates to one key in twenty', () => {
    const counts = new Map<string, number>();
    for (const { subject } of events) counts.set(subject, (counts.get(subject) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(950);
    const hottest = [...counts.values()].sort((a, b) => b - a).slice(0, 50);
    expect(hottest.reduce((sum, count) => sum + count, 0) / events.length).toBeGreaterThan(0.35);
  });

  test('carries states that every contestant can read', () => {
    for (const { data } of events.slice(0, 100)) expect(FlatProduct.safeParse(data).success).toBe(true);
  });
});
