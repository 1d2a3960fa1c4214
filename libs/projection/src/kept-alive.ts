import type { RecordBatch } from '@jinqiao/event-stream/event-stream';

const beatEveryMs = 2_000;
const beatForMs = 60_000;

/**
 * Does work on a batch while the consumer goes on telling its group that it is alive, so that one statement may take longer than the session.
 * Only for a minute: work that hangs must not hold its partition for ever. A place in the group that is lost meanwhile shows at the next heartbeat of the work's own;
 * until then the checkpoint's lock keeps two members from applying the same records.
 */
export async function keptAlive<Outcome>(
  { heartbeat }: Pick<RecordBatch, 'heartbeat'>,
  work: () => Promise<Outcome>,
  { everyMs, forMs } = { everyMs: beatEveryMs, forMs: beatForMs },
): Promise<Outcome> {
  let beats = 0;
  const timer = setInterval(() => {
    beats += 1;
    if (beats * everyMs > forMs) clearInterval(timer);
    else heartbeat().catch(() => clearInterval(timer));
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
