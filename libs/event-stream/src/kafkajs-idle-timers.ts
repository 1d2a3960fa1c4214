/**
 * The one change that we make to kafkajs 2.2.4, which is dormant (last release 2023-02).
 *
 * After every answer its request queue schedules a look at the pending requests, also when nothing is pending and the broker throttles nothing:
 * thousands of timers a second, each with a negative delay, which Node 24 reports as `TimeoutNegativeWarning`. Here an idle queue schedules nothing.
 * Pending requests are still looked at whenever an answer arrives and after every throttle, exactly as before.
 */
import { createRequire } from 'node:module';

type RequestQueue = { readonly pending: readonly unknown[]; readonly throttledUntil: number; scheduleCheckPendingRequests(): void };

const requestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { readonly prototype: RequestQueue };

const schedule = Object.getOwnPropertyDescriptor(requestQueue.prototype, 'scheduleCheckPendingRequests')?.value as (
  this: RequestQueue,
) => void;

requestQueue.prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
  if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
};
