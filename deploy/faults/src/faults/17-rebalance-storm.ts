import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { running } from '../house.js';

const most = 6;
const least = 2;

export const rebalanceStorm: Fault = {
  number: 17,
  title: 'A rebalance storm: from one consumer to six and back to two',
  async run(house) {
    await Promise.all([house.startWriteSides(2), house.startReadSides(1)]);
    house.startWriting();
    await house.recovery.settle();
    for (let storm = house.scaledTimes(4); storm > 0; storm -= 1) {
      while (running(house.readSides).length < most) {
        await house.startReadSides(1);
        await sleep(house.random.below(300));
      }
      await house.recovery.measure();
      for (const worker of house.random.shuffled(running(house.readSides)).slice(least)) {
        // Half of them leave in order; of the others the group learns only when their session has ended.
        worker.signal(house.random.below(2) === 0 ? 'SIGTERM' : 'SIGKILL');
        await sleep(house.random.below(500));
      }
      await house.recovery.measure();
    }
  },
};
