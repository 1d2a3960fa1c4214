import { readFileSync } from 'node:fs';
import type { Fault } from '../fault.js';
import { running } from '../house.js';
import { writeBacklog } from '../in-suite-writer.js';

const backlog = 50_000;

export const smallHeap: Fault = {
  number: 24,
  title: 'A read side with a heap of 128 MB meets a backlog of 50,000 events',
  async run(house) {
    await house.startWriteSides(1);
    await writeBacklog(house, house.scaledTimes(backlog, 2_000));
    await house.startReadSides(1, { nodeFlags: ['--max-old-space-size=128'] });
    await house.recovery.measure();
    const [worker] = running(house.readSides);
    if (worker === undefined) throw new Error('The read side ended: 128 MB were not enough.');
    const peakKb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${worker.pid}/status`, 'utf8'))?.[1];
    house.notes.push(`peak memory of the process ${Math.round(Number(peakKb) / 1024)} MB`);
  },
};
