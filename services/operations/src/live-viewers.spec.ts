import { LiveViewers } from './live-viewers.store.js';
import type { StreamSampler } from './stream-sampler.store.js';
import type { StreamOverview } from './stream-overview.js';

const large: StreamOverview = {
  asOf: '2018-12-04T00:00:00.000Z',
  services: [{ service: 'x'.repeat(100_000), reachable: false, outbox: null, groups: [], projections: [], deadLetters: [] }],
};

function viewing() {
  const listeners = new Set<(overview: StreamOverview) => void>();
  const onLook = (listener: (overview: StreamOverview) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const sampler = { onLook, latest: () => undefined } as unknown as StreamSampler;
  const viewers = new LiveViewers(sampler, () => new Date(0));
  return { viewers, listeners, look: () => listeners.forEach((listener) => listener(large)) };
}

test('what waits for a viewer who does not read is bounded, and after a minute he is let go', async () => {
  const { viewers, listeners, look } = viewing();
  const bytes = viewers.open(60_000);
  for (let looks = 0; looks < 20; looks += 1) look();
  expect(bytes.readableLength).toBeLessThan(400_000);
  const closed = new Promise((resolve) => bytes.once('close', resolve));
  for (let looks = 0; looks < 20; looks += 1) look();
  await closed;
  expect([viewers.count(), listeners.size]).toEqual([0, 0]);
});

test('no more live views are kept than fifty', async () => {
  const { viewers } = viewing();
  const open = Array.from({ length: 50 }, () => viewers.open(60_000));
  expect(() => viewers.open(60_000)).toThrow(/50 live views are open/);
  await Promise.all(open.map((bytes) => new Promise((resolve) => bytes.once('close', resolve).destroy())));
  expect(viewers.count()).toBe(0);
});
