import type { EventContract, Topic } from '@jinqiao/contracts/event-contract';
import type { Sql } from '@jinqiao/event-log/sql';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';

/**
 * A table that a projection writes. Beside `columns` each row has `row_digest` (what `rowDigest` says of those columns when apply wrote them)
 * and `applied_at`, both written by apply's own statement: an edit by hand shows because the digest no longer fits.
 */
export type ProjectedTable = {
  readonly name: string;
  readonly subjectColumn: string;
  readonly versionColumn: string;
  /** All that apply writes, subject and version included, in the order of the digest. */
  readonly columns: readonly string[];
  /** Set where a subject has any number of rows here: the column of the projection's first table that counts those of its version. */
  readonly countedBy?: string;
};

/** A read model fed by one topic. The name carries its release (`catalogue-product.v1`): another name starts again from the first offset. */
export type Projection = {
  readonly name: string;
  readonly topic: Topic;
  /** The event types that it reads; others are counted and skipped. */
  readonly contracts: readonly EventContract[];
  /** What it writes; the first has a row for each version (`latestOnly`: for the latest) of each subject. Absent: it can be neither digested nor rebuilt. */
  readonly tables?: readonly ProjectedTable[];
  /** Only the latest version of a subject is kept: a rebuild may leave out the others. */
  readonly latestOnly?: boolean;
  /**
   * Writes a batch of events, in order, with few set-based statements, each guarded by version (`WHERE row.version < excluded.version`);
   * called inside the batch's transaction, again with a part of the batch when it throws.
   */
  apply(sql: Sql, events: readonly StreamEvent[]): Promise<void>;
};
