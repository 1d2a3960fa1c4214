import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';

const tenMinutesMs = 600_000;
const skew = (offsetMs: number, rate: number) => ({
  nodeFlags: ['--import', new URL(`../skewed-clock.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url).href],
  variables: { FAULTS_CLOCK: JSON.stringify({ offsetMs, rate }) },
});

export const clocks: Fault = {
  number: 21,
  title:
    'Clocks: workers ten minutes ahead, ten minutes behind and half as fast again; the lease’s end moved as a jump of the database’s clock would',
  async run(house) {
    await Promise.all([
      house.startWriteSides(1, skew(tenMinutesMs, 1.5)),
      house.startWriteSides(1, skew(-tenMinutesMs, 1)),
      house.startReadSides(1, skew(tenMinutesMs, 1)),
      house.startReadSides(1, skew(-tenMinutesMs, 1.5)),
    ]);
    house.startWriting();
    await house.recovery.settle();
    for (let times = house.scaledTimes(10, 4); times > 0; times -= 1) {
      await sleep(house.random.below(500));
      const ahead = times % 2 === 0;
      await house.admin.query(`UPDATE writing.relay_lease SET expires_at = expires_at ${ahead ? '-' : '+'} interval '10 minutes'`);
      house.notes.push(`the database’s clock ${ahead ? 'ahead' : 'behind'}`);
      await house.recovery.measure();
    }
  },
};
