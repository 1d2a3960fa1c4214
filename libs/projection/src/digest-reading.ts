import { poolSql } from '@jinqiao/event-log/sql';
import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { PartitionLag } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import { projectedSubjects, projectionDigest } from './projection-digest.js';
import type { ProjectedSubject, ProjectionBucket } from './projection-digest.js';
import type { Projection } from './projection.js';

/**
 * When and after what a projection was read: `settled` says that every record that stood on the topic when it was asked had been applied before;
 * false when it could not be waited for, or the stream did not say where its ends are.
 */
export type Reading = {
  readonly projection: string;
  readonly topic: string;
  readonly latestOnly: boolean;
  readonly settled: boolean;
  readonly at: string;
};

export type ProjectionDigest = Reading & { readonly buckets: readonly ProjectionBucket[] };
export type ProjectedBucket = Reading & { readonly subjects: readonly ProjectedSubject[] };

/** Where the partitions end, read before the question is asked; undefined when the stream does not say. */
export type StreamEnds = readonly Pick<PartitionLag, 'topic' | 'partition' | 'endOffset'>[] | undefined;

const settleWithinMs = 3_000;
const lookEveryMs = 25;

/** Waits up to 3 s until the projections have applied what stood on their topics, and digests those that have tables. */
export async function readDigests(pool: Pool, projections: readonly Projection[], ends: StreamEnds): Promise<readonly ProjectionDigest[]> {
  const settled = await settle(pool, projections, ends);
  const digests: ProjectionDigest[] = [];
  for (const projection of projections.filter(({ tables }) => tables !== undefined)) {
    digests.push(
      await asProjector(pool, async (sql) => ({
        ...(await reading(sql, projection, settled.has(projection.name))),
        buckets: await projectionDigest(sql, projection),
      })),
    );
  }
  return digests;
}

/** The same for the subjects of one bucket. */
export async function readBucket(pool: Pool, projection: Projection, bucket: number, ends: StreamEnds): Promise<ProjectedBucket> {
  const settled = await settle(pool, [projection], ends);
  return asProjector(pool, async (sql) => ({
    ...(await reading(sql, projection, settled.has(projection.name))),
    subjects: await projectedSubjects(sql, projection, bucket),
  }));
}

async function reading(sql: Sql, { name, topic, latestOnly = false }: Projection, settled: boolean): Promise<Reading> {
  const [row] = await sql('SELECT clock_timestamp() AS at');
  return { projection: name, topic, latestOnly, settled, at: (row?.['at'] as Date).toISOString() };
}

async function settle(pool: Pool, projections: readonly Projection[], ends: StreamEnds): Promise<ReadonlySet<string>> {
  if (ends === undefined) return new Set();
  const deadline = performance.now() + settleWithinMs;
  for (;;) {
    const settled = await settledNow(pool, projections, ends);
    if (settled.size === projections.length || performance.now() > deadline) return settled;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

async function settledNow(pool: Pool, projections: readonly Projection[], ends: NonNullable<StreamEnds>): Promise<ReadonlySet<string>> {
  const rows = await poolSql(pool)('SELECT projection, partition, next_offset::text AS next FROM projection_checkpoint WHERE serving');
  const nextOffsets = new Map(rows.map((row) => [`${String(row['projection'])}/${String(row['partition'])}`, BigInt(String(row['next']))]));
  const isSettled = ({ name, topic }: Projection): boolean =>
    ends.every((end) => end.topic !== topic || (nextOffsets.get(`${name}/${end.partition}`) ?? 0n) >= end.endOffset);
  return new Set(projections.filter(isSettled).map(({ name }) => name));
}

function asProjector<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  return inPoolTransaction(pool, { actor: 'projector' }, async (sql) => {
    await sql("SELECT set_config('work_mem', '64MB', true)");
    return work(sql);
  });
}
