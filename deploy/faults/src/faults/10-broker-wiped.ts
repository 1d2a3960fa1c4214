import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { running } from '../house.js';
import { reconcile } from '../reconciliation.js';

export const brokerWiped: Fault = {
  number: 10,
  title: 'The broker loses all its records; the reconciler publishes again what was not applied',
  expects: { topic: 'wiped' },
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await house.recovery.settle();
    await sleep(house.scaledMs(5_000, 1_500));
    // What the broker has acknowledged meanwhile nobody has read when it is gone.
    for (const worker of running(house.readSides)) worker.signal('SIGSTOP');
    await sleep(house.scaledMs(5_000, 1_500));
    await house.servers.kafka.kill(0);
    await house.servers.kafka.restart(0, { wiped: true });
    await house.makeTopic();
    for (const worker of running(house.readSides)) worker.signal('SIGCONT');
    await sleep(house.scaledMs(10_000, 3_000));
    await house.becomeQuiet();
    const from = performance.now();
    const rounds = await reconcile(house);
    house.recovery.timesMs.push(performance.now() - from);
    house.notes.push(`${rounds.join(', ')} subjects differed in the reconciler’s rounds`);
    if (rounds[0] === 0) throw new Error('Nothing was missing: the records were not lost before they were read.');
  },
};
