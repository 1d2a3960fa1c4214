import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';

export const postgresRestarted: Fault = {
  number: 6,
  title: 'Postgres ends at once and starts again (restart -m immediate), twenty times',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await house.recovery.settle();
    for (let times = house.scaledTimes(20, 2); times > 0; times -= 1) {
      await sleep(house.random.below(400));
      await house.servers.postgres.restartImmediately();
      await house.recovery.measure();
    }
  },
};
