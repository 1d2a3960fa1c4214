import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';

export const shuffled: Fault = {
  number: 12,
  title: 'The topic is shuffled within windows of 100 events',
  expects: { topic: 'shuffled' },
  async run(house) {
    await house.startWriteSides(1);
    await house.startReadSides(2);
    // Writers first and the relay's batches large: a window must hold several versions of a key.
    for (const worker of house.writeSides) worker.tell({ order: 'shuffle', seed: house.seed, window: 100 });
    await house.servers.kafka.proxies[0]?.become({ kind: 'blackhole' });
    house.startWriting({ perSecond: 400, keys: 10 });
    await sleep(house.scaledMs(5_000, 1_500));
    await house.servers.kafka.proxies[0]?.become({ kind: 'pass' });
    await sleep(house.scaledMs(5_000, 1_000));
    await house.recovery.measure();
  },
};
