import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';

/** Longer than the session of the group's members, which is 10 s. */
const lingerMs = 13_000;
const fullMs = 60_000;

export const slowHandler: Fault = {
  number: 18,
  title: 'A handler that takes longer than its session in the group',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await house.recovery.settle();
    const [slow] = house.readSides;
    slow?.tell({ order: 'linger', ms: lingerMs });
    await sleep(house.scaledMs(fullMs, 2 * lingerMs));
    slow?.tell({ order: 'linger', ms: 0 });
    await house.recovery.measure();
  },
};
