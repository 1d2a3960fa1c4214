import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { noSmallDisk } from '../small-disk.js';

const fullMs = 20_000;

export const brokerDiskFull: Fault = {
  number: 23,
  title: 'The disk of the broker is full: it gives up, and is started again when there is room',
  brokers: 'small-disk',
  impossible: noSmallDisk,
  async run(house) {
    await house.startUsual();
    house.startWriting({ noteLength: 2_000 });
    await house.recovery.settle();
    const { smallDisk } = house.servers.kafka;
    for (let times = house.scaledTimes(3); times > 0; times -= 1) {
      smallDisk?.fill();
      await sleep(house.scaledMs(fullMs, 4_000));
      smallDisk?.free();
      await house.servers.kafka.kill(0);
      await house.servers.kafka.restart(0);
      await house.recovery.measure();
    }
  },
};
