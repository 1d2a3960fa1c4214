import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { running } from '../house.js';
import type { House } from '../house.js';
import { writeBacklog } from '../in-suite-writer.js';
import { countOf } from '../quiet.js';
import { eventually } from '@jinqiao/test-kit/eventually';

const backlog = 20_000;

export const killedDuringRebuild: Fault = {
  number: 20,
  title: 'The process is killed during a rebuild and during the swap; another goes on',
  async run(house) {
    await house.startUsual();
    await writeBacklog(house, house.scaledTimes(backlog, 2_000));
    house.startWriting();
    await house.recovery.settle();
    for (let times = house.scaledTimes(4); times > 0; times -= 1) {
      await killed(house, 'rebuild', 400);
      // The job is gone on with by whoever is left.
      await eventually(async () => isReady(house), { timeoutMs: house.patienceMs });
      await killed(house, 'swap', 60);
      if (await stillReady(house)) await house.asked(running(house.readSides)[0], { order: 'swap' }, 'swapped');
      await house.recovery.measure();
    }
  },
};

async function killed(house: House, order: 'rebuild' | 'swap', withinMs: number): Promise<void> {
  const operator = running(house.readSides)[house.random.below(running(house.readSides).length)];
  operator?.tell({ order });
  await sleep(house.random.below(withinMs));
  operator?.signal('SIGKILL');
  await operator?.ended;
  await house.replaceEnded();
}

const stillReady = async (house: House): Promise<boolean> =>
  (await countOf(house.admin, "SELECT count(*) FROM reading.operation_job WHERE kind = 'rebuild' AND lifecycle = 'ready'")) > 0;

/** A kill that came before the job was noted left none: it is asked for again. */
async function isReady(house: House): Promise<void> {
  const { rows } = await house.admin.query<{ lifecycle: string; outcome: unknown }>(
    "SELECT lifecycle, outcome FROM reading.operation_job WHERE kind = 'rebuild' ORDER BY started_at DESC LIMIT 1",
  );
  const [job] = rows;
  if (job?.lifecycle === 'ready') return;
  if (job?.lifecycle !== 'running') running(house.readSides)[0]?.tell({ order: 'rebuild' });
  throw new Error(`The rebuild is ${job?.lifecycle ?? 'not begun'}: ${JSON.stringify(job?.outcome)}`);
}
