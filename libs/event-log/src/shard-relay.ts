import { randomUUID } from 'node:crypto';
import type { EventStream, PublishedRun } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import type { Log } from './log.js';
import { prunePublications, readUnpublished, settlePublished } from './outbox.js';
import type { Published, Unpublished } from './outbox.js';
import { Pause } from './pause.js';
import { leaseMs, RelayLease } from './relay-lease.js';

/** What the relay of a shard needs; `giveBackAfterMs`: how long the broker may be out of reach before another replica may try. */
export type ShardRelayOptions = {
  readonly pool: Pool;
  readonly stream: EventStream;
  readonly source: string;
  readonly log: Log;
  readonly giveBackAfterMs: number;
};

const busyMs = 10;
const idleMsMax = 100;
const standbyMs = 250;
const failureMsMin = 100;
const failureMsMax = 2_000;
const stopGraceMs = 5_000;
const pruneEveryMs = 60_000;

type Turn = 'published' | 'nothing' | 'standby' | 'gave-back';

/** Publishes one shard of the outbox in the order of its positions, at least once, while it holds the shard's lease. */
export class ShardRelay {
  private readonly lease: RelayLease;
  private readonly pause = new Pause();
  /** What the broker has and the outbox still holds. */
  private unsettled: readonly Published[] = [];
  private stopping = false;
  private prunedAtMs = performance.now();
  private running: { readonly loop: Promise<void>; readonly renewal: NodeJS.Timeout } | undefined;

  constructor(
    private readonly options: ShardRelayOptions,
    private readonly shard: number,
  ) {
    this.lease = new RelayLease(options.pool, shard, randomUUID());
  }

  /** Begins to compete for the lease and to publish; returns at once. */
  start(): void {
    if (this.running !== undefined) return;
    const renewal = setInterval(() => void this.renew(), leaseMs / 3);
    this.running = { loop: this.run(), renewal };
  }

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
        { shard: this.shard },
        'The relay stops with a batch in flight: it will be published again after the lease has run out',
      );
      return;
    }
    await this.release();
  }

  private async run(): Promise<void> {
    let idleMs = busyMs;
    let failures = 0;
    while (!this.stopping) {
      try {
        const turn = await this.turn();
        if (failures > 0) this.options.log.info({ failures, shard: this.shard }, 'The relay works again');
        failures = 0;
        idleMs = turn === 'published' ? busyMs : Math.min(idleMs * 2, idleMsMax);
        await this.rest(turn, idleMs);
      } catch (error) {
        failures += 1;
        const retryMs = Math.min(failureMsMin * 2 ** Math.min(failures - 1, 10), failureMsMax);
        if (failures === 1 || failures % 30 === 0)
          this.options.log.warn({ err: error, failures, retryMs, shard: this.shard }, 'The relay could not publish; the outbox waits');
        await this.pause.for(retryMs);
      }
    }
  }

  private async rest(turn: Turn, idleMs: number): Promise<void> {
    if (turn === 'standby') await this.pause.for(standbyMs);
    else if (turn === 'gave-back') await this.pause.for(2 * standbyMs);
    else if (turn === 'nothing') await this.pause.untilWoken(idleMs);
  }

  private async turn(): Promise<Turn> {
    const { pool, source } = this.options;
    if (!this.lease.isHeld() && !(await this.acquire())) return 'standby';
    // A delete that failed after the broker's ack comes first: publishing again would only make duplicates.
    if (!(await this.settle())) return 'standby';
    const batch = await readUnpublished(pool, this.lease, { source });
    if (batch.events.length === 0) {
      await this.prune();
      return 'nothing';
    }
    try {
      return await this.publish(batch);
    } catch (error) {
      if (!(error instanceof BrokerOutOfReach)) throw error;
      this.options.log.warn(
        { shard: this.shard },
        'The relay gives its lease back: the broker is out of reach, and another replica may reach it',
      );
      await this.release();
      return 'gave-back';
    }
  }

  /** Publishes batch after batch while more wait: while one is under way, the next is read and the one before is settled. */
  private async publish(first: Unpublished): Promise<Turn> {
    const nothing: Unpublished = { positions: [], events: [], more: false };
    for (let batch = first; batch.events.length > 0 && !this.stopping;) {
      // The process may have been suspended since it read: another holder may have published these and later ones.
      if (!this.lease.isHeld()) return 'standby';
      const underWay = [batch, ...this.unsettled.map((published) => published.batch)];
      const [sent, next, settled] = await Promise.allSettled([
        this.send(batch),
        batch.more ? this.readBehind(underWay) : Promise.resolve(nothing),
        this.settle(),
      ]);
      if (sent.status === 'fulfilled') this.unsettled = [...this.unsettled, { batch, runs: sent.value }];
      for (const part of [sent, next, settled]) if (part.status === 'rejected') throw part.reason as Error;
      if (settled.status === 'fulfilled' && !settled.value) return this.loseLease();
      batch = next.status === 'fulfilled' ? next.value : nothing;
    }
    return (await this.settle()) ? 'published' : 'standby';
  }

  private readBehind(underWay: readonly Unpublished[]): Promise<Unpublished> {
    const { pool, source } = this.options;
    return readUnpublished(pool, this.lease, { source, except: underWay.flatMap(({ positions }) => positions) });
  }

  /** Waits for the broker, but not for ever while another replica may reach it; nothing is under way any more when it gives up. */
  private async send({ events }: Unpublished): Promise<readonly PublishedRun[]> {
    const { stream, giveBackAfterMs } = this.options;
    const enough = new AbortController();
    const timer = setTimeout(() => enough.abort(new BrokerOutOfReach()), giveBackAfterMs);
    try {
      return await stream.publish(events, { lane: this.shard, signal: enough.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  /** False when the lease has changed hands. */
  private async settle(): Promise<boolean> {
    for (const published of this.unsettled) {
      if (!(await settlePublished(this.options.pool, this.lease, published))) {
        this.options.log.warn(
          { shard: this.shard, events: published.batch.events.length },
          'Another relay took the lease while a batch was in flight: its events may be published twice',
        );
        this.loseLease();
        return false;
      }
      this.unsettled = this.unsettled.filter((one) => one !== published);
    }
    return true;
  }

  private loseLease(): 'standby' {
    this.lease.forget();
    this.unsettled = [];
    return 'standby';
  }

  private async acquire(): Promise<boolean> {
    const acquired = await this.lease.acquire();
    if (!acquired) this.unsettled = [];
    return acquired;
  }

  private async release(): Promise<void> {
    const { log } = this.options;
    await this.lease
      .release()
      .catch((error: unknown) => log.warn({ err: error }, 'The relay could not give its lease back: it will run out'));
  }

  private async renew(): Promise<void> {
    if (!this.lease.isHeld()) return;
    // A failed renewal needs no answer here: the lease runs out and the loop competes for it again.
    await this.lease.renew().catch(() => false);
  }

  private async prune(): Promise<void> {
    if (this.shard !== 0 || performance.now() - this.prunedAtMs < pruneEveryMs) return;
    this.prunedAtMs = performance.now();
    await prunePublications(this.options.pool);
  }
}

/** Why a batch is given up although it may be published later, by whoever holds the lease then. */
class BrokerOutOfReach extends Error {
  override readonly name = 'BrokerOutOfReach';
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
