import { createRequire } from 'node:module';
import './kafkajs-idle-timers.js';

type Queue = {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  scheduleCheckPendingRequests: () => void;
  destroy: () => void;
};

const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as new (options: object) => Queue;

describe('the request queue of kafkajs', () => {
  const queue = new RequestQueue({ clientId: 'test', broker: 'nowhere', requestTimeout: 1_000, maxInFlightRequests: null });
  afterEach(() => queue.destroy());

  test('schedules nothing while it is idle', () => {
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  test('looks again while requests wait', () => {
    queue.pending.push({});
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    queue.pending.pop();
  });

  test('looks again after a throttle', () => {
    queue.throttledUntil = Date.now() + 60_000;
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
  });
});
