import type { EventStream } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import type { Log } from './log.js';

/** What a relay needs: a pool whose role reads the outbox, the stream to publish to, and the CloudEvents `source` of the service. */
export type RelayOptions = { readonly pool: Pool; readonly stream: EventStream; readonly source: string; readonly log: Log };

/** Publishes the outbox in the order of its positions, at least once, while it holds the lease; woken after a commit, polling otherwise. */
export class Relay {
  constructor(private readonly options: RelayOptions) {}

  /** Begins to compete for the lease and to publish; returns at once. */
  start(): void {
    this.options.log.info({}, 'The relay starts');
  }

  /** Tells the relay that something was committed, so that it need not wait for its next poll. */
  wake(): void {}

  /** Lets the batch in flight end, gives the lease back and returns. */
  stop(): Promise<void> {
    return Promise.resolve();
  }
}
