import type { EventContract, Topic } from '@jinqiao/contracts/event-contract';
import type { Sql } from '@jinqiao/event-log/sql';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';

/** A read model fed by one topic. The name carries its generation (`catalogue-product.v1`): another name starts again from the first offset. */
export type Projection = {
  readonly name: string;
  readonly topic: Topic;
  /** The event types that it reads; others are counted and skipped. */
  readonly contracts: readonly EventContract[];
  /**
   * Writes a batch of events, in order, with few set-based statements, each guarded by version (`WHERE row.version < excluded.version`);
   * called inside the batch's transaction, again with a part of the batch when it throws.
   */
  apply(sql: Sql, events: readonly StreamEvent[]): Promise<void>;
};
