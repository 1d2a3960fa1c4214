import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { poison } from '../figure-event.js';
import { running } from '../house.js';

const poisonEvents = `l.content->>'note' LIKE '${poison}%'`;

export const poisonNowAndThen: Fault = {
  number: 13,
  title: 'Poison: one event in 500 cannot be applied, nor any of one key; then the handler fails for a minute',
  expects: { poison: poisonEvents },
  async run(house) {
    await house.startUsual();
    house.startWriting({ perSecond: 250, poisonOneIn: 500, poisonKey: 3 });
    await sleep(house.scaledMs(10_000, 2_000));
    await house.recovery.measure();
    for (const worker of running(house.readSides)) worker.tell({ order: 'fail', code: 'ECONNREFUSED' });
    await sleep(house.scaledMs(60_000, 2_000));
    for (const worker of running(house.readSides)) worker.tell({ order: 'fail', code: null });
    await house.recovery.measure();
  },
};
