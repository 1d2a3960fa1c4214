import { randomUUID } from 'node:crypto';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import type { Log } from './log.js';
import { deletePublished, readUnpublished } from './outbox.js';
import { leaseMs, RelayLease } from './relay-lease.js';
import { Pause } from './pause.js';

/** What a relay needs: a pool whose role reads the outbox, the stream to publish to, and the CloudEvents `source` of the service. */
export type RelayOptions = { readonly pool: Pool; readonly stream: EventStream; readonly source: string; readonly log: Log };

const onlyShard = 0;
const busyMs = 10;
const idleMsMax = 100;
const standbyMs = 250;
const failureMsMin = 100;
const failureMsMax = 2_000;
const stopGraceMs = 5_000;

/** Publishes the outbox in the order of its positions, at least once, while it holds the lease; woken after a commit, polling otherwise. */
export class Relay {
  private readonly lease: RelayLease;
  private readonly pause = new Pause();
  private published: readonly string[] = [];
  private stopping = false;
  private running: { readonly loop: Promise<void>; readonly renewal: NodeJS.Timeout } | undefined;

  constructor(private readonly options: RelayOptions) {
    this.lease = new RelayLease(options.pool, onlyShard, randomUUID());
  }

  /** Begins to compete for the lease and to publish; returns at once. */
  start(): void {
    if (this.running !== undefined) return;
    const renewal = setInterval(() => void this.renew(), leaseMs / 3);
    this.running = { loop: this.run(), renewal };
  }

  /** Tells the relay that something was committed, so that it need not wait for its next poll. */
  wake(): void {
    this.pause.wake();
  }

  /** Lets the batch in flight end, gives the lease back and returns; a batch that the broker does not take within 5 s stays in the outbox. */
  async stop(): Promise<void> {
    if (this.running === undefined || this.stopping) return;
    this.stopping = true;
    this.pause.end();
    const ended = await endsWithin(this.running.loop, stopGraceMs);
    clearInterval(this.running.renewal);
    if (!ended) {
      this.options.log.warn(
        { shard: onlyShard },
        'The relay stops with a batch in flight: it will be published again after the lease has run out',
      );
      return;
    }
    await this.lease
      .release()
      .catch((error: unknown) => this.options.log.warn({ err: error }, 'The relay could not give its lease back: it will run out'));
  }

  private async run(): Promise<void> {
    let idleMs = busyMs;
    let failures = 0;
    while (!this.stopping) {
      try {
        const turn = await this.turn();
        if (failures > 0) this.options.log.info({ failures }, 'The relay works again');
        failures = 0;
        idleMs = turn === 'published' ? busyMs : Math.min(idleMs * 2, idleMsMax);
        if (turn === 'standby') await this.pause.for(standbyMs);
        else await this.pause.untilWoken(idleMs);
      } catch (error) {
        failures += 1;
        const retryMs = Math.min(failureMsMin * 2 ** Math.min(failures - 1, 10), failureMsMax);
        if (failures === 1 || failures % 30 === 0)
          this.options.log.warn({ err: error, failures, retryMs }, 'The relay could not publish; the outbox waits');
        await this.pause.for(retryMs);
      }
    }
  }

  private async turn(): Promise<'published' | 'nothing' | 'standby'> {
    const { pool, stream, source } = this.options;
    if (!this.lease.isHeld() && !(await this.lease.acquire())) {
      this.published = [];
      return 'standby';
    }
    // A delete that failed after the broker's ack comes first: publishing again would only make duplicates.
    if (this.published.length > 0) await this.forget();
    const { positions, events } = await readUnpublished(pool, this.lease, source);
    if (events.length === 0) return 'nothing';
    // The process may have been suspended since it read: another holder may have published these and later ones.
    if (!this.lease.isHeld()) return 'standby';
    await stream.publish(events);
    this.published = positions;
    await this.forget();
    return 'published';
  }

  private async forget(): Promise<void> {
    if (!(await deletePublished(this.options.pool, this.lease, this.published))) {
      this.options.log.warn(
        { events: this.published.length },
        'Another relay took the lease while a batch was in flight: its events may be published twice',
      );
    }
    this.published = [];
  }

  private async renew(): Promise<void> {
    if (!this.lease.isHeld()) return;
    // A failed renewal needs no answer here: the lease runs out and the loop competes for it again.
    await this.lease.renew().catch(() => false);
  }
}

async function endsWithin(work: Promise<void>, graceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), graceMs);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
