import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@jinqiao/test-kit/eventually';
import type { Fault } from '../fault.js';

/** The shortest pause still outlasts the lease. */
const shortestMs = 4_000;

export const relayPaused: Fault = {
  number: 3,
  title: 'The relay is paused for 5, 15 and 60 seconds while it holds its lease',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await house.recovery.settle();
    for (const fullMs of [5_000, 15_000, 60_000]) {
      await sleep(house.random.below(200));
      const holder = await eventually(() => {
        if (house.publishing === undefined || house.publishing.hasEnded()) throw new Error('No relay publishes.');
        return house.publishing;
      });
      holder.signal('SIGSTOP');
      await Promise.all([house.recovery.measure(), sleep(house.scaledMs(fullMs, shortestMs))]);
      holder.signal('SIGCONT');
      await house.recovery.measure();
    }
  },
};
