import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { endWithin, running } from '../house.js';

const graceMs = 20_000;

export const terminatedUnderLoad: Fault = {
  number: 27,
  title: 'SIGTERM under load, twenty times, to either side in turn',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    for (let times = house.scaledTimes(20, 4); times > 0; times -= 1) {
      await sleep(house.random.below(300));
      const workers = running(times % 2 === 0 ? house.writeSides : house.readSides);
      const worker = workers[house.random.below(workers.length)];
      if (worker === undefined) throw new Error('No worker is left to be ended.');
      worker.signal('SIGTERM');
      if (!(await endWithin(worker, graceMs))) throw new Error(`${worker.name} did not end in order within ${graceMs} ms of SIGTERM.`);
      const recovered = house.recovery.measure();
      await house.replaceEnded();
      await recovered;
    }
  },
};
