import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';

export const backendsTerminated: Fault = {
  number: 5,
  title: 'pg_terminate_backend ends every session of the house, again and again',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    for (let times = house.scaledTimes(20, 4); times > 0; times -= 1) {
      await sleep(50 + house.random.below(250));
      const { rowCount } = await house.admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user',
      );
      house.notes.push(`${rowCount} sessions ended`);
      await house.recovery.measure();
    }
  },
};
