import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { swap } from '@jinqiao/projection/generation-swap';
import { Jobs } from '@jinqiao/projection/jobs';
import type { Projection } from '@jinqiao/projection/projection';
import { rebuild } from '@jinqiao/projection/rebuild';
import type { Pool } from 'pg';
import { tell, workerLog } from './worker-environment.js';
import type { Order } from './worker-messages.js';

const asked = { requestedBy: 'faults', reason: 'A fault is injected.' };
const lookEveryMs = 100;

/** The long work of operators in a read side: rebuilds that survive their process, and the swap. */
export function operatorWork(parts: { pool: Pool; stream: EventStream; group: string }, projection: Projection) {
  const whole = { ...parts, log: workerLog };
  const jobs = new Jobs(parts.pool, workerLog);
  const work = (job: Parameters<Parameters<Jobs['resumable']>[1]>[0]): Promise<unknown> => rebuild(whole, projection, job);
  jobs.resumable('rebuild', work);
  const untilReady = async (id: string): Promise<void> => {
    for (let job = await jobs.get(id); job?.lifecycle !== 'ready'; job = await jobs.get(id)) {
      if (job?.lifecycle !== 'running') throw new Error(`The rebuild is ${job?.lifecycle}: ${JSON.stringify(job?.outcome)}`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    tell({ report: 'rebuilt' });
  };
  const failed = (error: unknown): void => {
    workerLog.error({ err: error }, 'The work of the operator failed');
    tell({ report: 'refused', reason: error instanceof Error ? error.message : String(error) });
  };
  return {
    heed(order: Order): void {
      if (order.order === 'rebuild') jobs.start('rebuild', projection.name, asked, work).then(untilReady).catch(failed);
      if (order.order !== 'swap') return;
      swap({ ...whole, jobs }, projection, asked, (inside) => inPoolTransaction(parts.pool, { actor: 'operator' }, inside)).then(
        () => tell({ report: 'swapped' }),
        failed,
      );
    },
    stop: () => jobs.stop(),
  };
}
