import { setTimeout as sleep } from 'node:timers/promises';
import { running } from './house.js';
import type { House } from './house.js';
import type { Moment } from './worker-messages.js';

const patienceMs = 60_000;

/** Which side dies, at which moments in turn, and how many times. */
export type Killings = { readonly side: 'write' | 'read'; readonly moments: readonly Moment[]; readonly times: number };

/**
 * Under load tells every replica of a side to die at a moment; one of them is there first. Each death is followed by a fresh replica and by recovery.
 */
export async function killAtMoments(house: House, { side, moments, times }: Killings): Promise<void> {
  await house.startUsual();
  house.startWriting();
  await house.recovery.settle();
  for (let death = 0; death < times; death += 1) {
    const at = moments[death % moments.length] as Moment;
    const nth = 1 + house.random.below(4);
    // Only the replica that does the work comes to the moment, so all of them are told; whoever is left forgets it.
    const workers = running(side === 'write' ? house.writeSides : house.readSides);
    for (const worker of workers) worker.tell({ order: 'die', at, nth });
    const died = await Promise.race([
      Promise.race(workers.map((worker) => worker.ended)).then(() => true),
      sleep(patienceMs, false, { ref: false }),
    ]);
    if (!died) throw new Error(`No worker came to the moment "${at}" within ${patienceMs} ms.`);
    for (const worker of running(workers)) worker.tell({ order: 'die', at, nth: Number.MAX_SAFE_INTEGER });
    const recovered = house.recovery.measure();
    await house.replaceEnded();
    await recovered;
  }
}
