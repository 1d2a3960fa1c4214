import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import type { House } from '../house.js';
import { countOf } from '../quiet.js';

const fullMs = 20_000;
const leastMs = 6_000;
const attackers = 3;

export const deadlockStorm: Fault = {
  number: 26,
  title: 'A deadlock storm: other sessions lock the projection’s rows in every order',
  async run(house) {
    await house.startUsual();
    house.startWriting({ keys: 12, perSecond: 200 });
    await house.recovery.settle();
    const until = performance.now() + house.scaledMs(fullMs, leastMs);
    await Promise.all(Array.from({ length: attackers }, () => attack(house, until)));
    await house.recovery.measure();
    const deadlocks = await countOf(house.admin, 'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()');
    house.notes.push(`${deadlocks} deadlocks`);
  },
};

/** Locks pairs of rows in a random order; looks for deadlocks late, so that the projector is the one that is sacrificed. */
async function attack(house: House, until: number): Promise<void> {
  const client = await house.admin.connect();
  try {
    await client.query("SET deadlock_timeout = '20s'");
    while (performance.now() < until) {
      const { rows } = await client.query<{ id: string }>('SELECT figure_id AS id FROM reading.known_figure ORDER BY random() LIMIT 4');
      await client.query('BEGIN');
      for (const { id } of rows) {
        await client.query('SELECT FROM reading.known_figure WHERE figure_id = $1 FOR UPDATE', [id]);
        await sleep(house.random.below(60));
      }
      await client.query('COMMIT');
      await sleep(house.random.below(60));
    }
  } catch {
    await client.query('ROLLBACK');
  } finally {
    client.release();
  }
}
