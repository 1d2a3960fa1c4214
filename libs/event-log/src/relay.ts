import type { EventStream } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import type { Log } from './log.js';
import { Pause } from './pause.js';
import { leaseMs } from './relay-lease.js';
import { ShardRelay } from './shard-relay.js';
import { divideOutbox, shardsInUse } from './shards.js';

/**
 * What a relay needs: a pool whose role reads the outbox, the stream to publish to, and the CloudEvents `source` of the service. `shards` divides the outbox
 * anew, for all replicas, when it says another number than the database; `giveBackAfterMs`: how long the broker may be out of reach before the relay lets
 * another replica try, three leases unless told otherwise.
 */
export type RelayOptions = {
  readonly pool: Pool;
  readonly stream: EventStream;
  readonly source: string;
  readonly log: Log;
  readonly shards?: number | undefined;
  readonly giveBackAfterMs?: number;
};

const lookEveryMs = 1_000;

/** Publishes the outbox at least once and in order by subject, a shard at a time for each lease that it holds; woken after a commit, polling otherwise. */
export class Relay {
  private readonly shards: ShardRelay[] = [];
  private readonly pause = new Pause();
  private toDivideInto: number | undefined;
  private stopping = false;
  private running: Promise<void> | undefined;

  constructor(private readonly options: RelayOptions) {
    this.toDivideInto = options.shards;
  }

  /** Begins to compete for the leases and to publish; returns at once. */
  start(): void {
    this.running ??= this.run();
  }

  /** Tells the relay that something was committed, so that it need not wait for its next poll. */
  wake(): void {
    for (const shard of this.shards) shard.wake();
  }

  /** Lets the batches in flight end, gives the leases back and returns; a batch that the broker does not take within 5 s stays in the outbox. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.pause.end();
    await this.running;
    await Promise.all(this.shards.splice(0).map((shard) => shard.stop()));
  }

  /** The first shard is there always; how many there are is looked up now and then, for another replica may divide the outbox anew. */
  private async run(): Promise<void> {
    this.keepShards(1);
    for (let failures = 0; !this.stopping;) {
      try {
        await this.divide();
        this.keepShards(await shardsInUse(this.options.pool));
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1 || failures % 30 === 0)
          this.options.log.warn({ err: error, failures }, 'The shards of the outbox could not be looked up or changed; it is tried again');
      }
      await this.pause.for(lookEveryMs);
    }
  }

  private async divide(): Promise<void> {
    if (this.toDivideInto === undefined) return;
    await divideOutbox(this.options.pool, this.toDivideInto);
    this.toDivideInto = undefined;
  }

  private keepShards(count: number): void {
    const { giveBackAfterMs = 3 * leaseMs, ...options } = this.options;
    while (this.shards.length < count) {
      const shard = new ShardRelay({ ...options, giveBackAfterMs }, this.shards.length);
      this.shards.push(shard);
      shard.start();
    }
    for (const shard of this.shards.splice(count)) void shard.stop();
  }
}
