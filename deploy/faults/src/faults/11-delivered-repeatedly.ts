import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';

export const deliveredRepeatedly: Fault = {
  number: 11,
  title: 'Each batch is published and delivered one to three times',
  async run(house) {
    await house.startUsual();
    for (const worker of [...house.writeSides, ...house.readSides]) worker.tell({ order: 'repeat', seed: house.seed });
    house.startWriting({ perSecond: 200 });
    await sleep(house.scaledMs(10_000, 2_000));
    await house.recovery.measure();
  },
};
