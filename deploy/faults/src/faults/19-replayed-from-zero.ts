import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { running } from '../house.js';
import { writeBacklog } from '../in-suite-writer.js';
import { percentile } from '../percentile.js';

const backlog = 20_000;

export const replayedFromZero: Fault = {
  number: 19,
  title: 'Replayed and rebuilt from offset zero and swapped, while 200 readers a second look on',
  readsPerSecond: 200,
  async run(house) {
    await house.startUsual();
    await writeBacklog(house, house.scaledTimes(backlog, 1_000));
    house.startWriting();
    await house.recovery.settle();
    await sleep(house.scaledMs(10_000, 2_000));
    const before = house.reads.counts();
    await house.admin.query('UPDATE reading.projection_checkpoint SET next_offset = 0 WHERE serving');
    await house.recovery.measure();
    for (let times = house.scaledTimes(3); times > 0; times -= 1) {
      const [operator] = running(house.readSides);
      await house.asked(operator, { order: 'rebuild' }, 'rebuilt');
      await house.asked(operator, { order: 'swap' }, 'swapped');
      await house.recovery.measure();
    }
    const after = house.reads.counts();
    const p99 = (latencies: readonly number[]): number => Math.round(percentile(latencies, 0.99) * 10) / 10;
    house.notes.push(
      `readers' p99 ${p99(before.latenciesMs)} ms before, ${p99(after.latenciesMs.slice(before.latenciesMs.length))} ms meanwhile`,
    );
  },
  afterwards(house) {
    const { failed } = house.reads.counts();
    return failed === 0 ? Promise.resolve() : Promise.reject(new Error(`${failed} reads failed.`));
  },
};
