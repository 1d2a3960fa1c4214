import { randomUUID } from 'node:crypto';
import type { Log } from '@jinqiao/event-log/log';
import { clientSql, poolSql } from '@jinqiao/event-log/sql';
import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import { compareGenerations } from './generation-comparison.js';
import type { GenerationComparison } from './generation-comparison.js';
import { clearShadow, generations, holdServing, indexShadow, markShadowReady, offsetsOf, otherThan } from './generation.store.js';
import type { Offsets } from './generation.store.js';
import type { RunningJob } from './jobs.js';
import type { Projection } from './projection.js';
import { ShadowFeed } from './shadow-feed.js';

/** What rebuilding needs; `group` is the name of the service's own consumer group, of which the rebuild's groups take theirs. */
export type RebuildParts = { readonly pool: Pool; readonly stream: EventStream; readonly group: string; readonly log: Log };

/** What came of a rebuild; `differing` subjects are what its swap would change for readers. */
export type RebuildOutcome = GenerationComparison & {
  readonly records: number;
  readonly refused: number;
  readonly fillMs: number;
  readonly indexMs: number;
  readonly resumed: boolean;
};

const reportEveryMs = 1_000;
const heldWithinMs = 5_000;
const alikeWithinMs = 60_000;

/**
 * Fills the shadow of a projection from the first offset, follows the topic until it stands where the served generation stands, and compares the two.
 * Goes on where another process stopped: each chunk moves its checkpoint in its own transaction. What is served is only read.
 */
export async function rebuild(parts: RebuildParts, projection: Projection, job: RunningJob): Promise<RebuildOutcome> {
  const resumed = job.progressBefore['phase'] !== undefined;
  if (!resumed) await begin(parts, projection, job);
  const feed = await openFeed(parts, projection, job.signal);
  let phase = 'filling';
  let total = 0n;
  const report = (): Promise<void> => job.progress({ phase, ...feed.figures(), reached: sum(feed.reached()), total: Number(total) });
  const reporting = setInterval(() => void report().catch(() => undefined), reportEveryMs);
  try {
    const startedAt = performance.now();
    await toTheEnd(parts, projection, feed, (ends) => (total = ends));
    const filledAt = performance.now();
    phase = 'indexing';
    await inPoolTransaction(parts.pool, { actor: 'operator' }, (sql) => indexShadow(sql, projection.name));
    const indexedAt = performance.now();
    phase = 'catching up';
    await toTheEnd(parts, projection, feed, (ends) => (total = ends));
    phase = 'comparing';
    await report();
    const comparison = await compareAlike(parts, projection, feed);
    await inPoolTransaction(parts.pool, { actor: 'operator' }, async (sql) => {
      await markShadowReady(sql, projection.name);
      await job.progress({ phase: 'ready', ...feed.figures(), reached: sum(feed.reached()), total: Number(total) }, sql);
    });
    job.endReady();
    const { applied: records, refused } = feed.figures();
    return {
      ...comparison,
      records,
      refused,
      fillMs: Math.round(filledAt - startedAt),
      indexMs: Math.round(indexedAt - filledAt),
      resumed,
    };
  } finally {
    clearInterval(reporting);
    await feed.stop();
  }
}

/** Reads on from where the shadow stands, until stopped. */
export async function openFeed({ pool, stream, group }: RebuildParts, projection: Projection, signal: AbortSignal): Promise<ShadowFeed> {
  const known = (await generations(poolSql(pool))).find((each) => each.projection === projection.name);
  if (known === undefined) throw new Error(`${projection.name} has one generation, so there is nothing to fill beside it.`);
  const from = await offsetsOf(poolSql(pool), projection.name, 'shadow');
  const options = { pool, stream, projection, generation: otherThan(known.serving), group: `${group}-rebuild-${randomUUID()}`, signal };
  const feed = new ShadowFeed(options, from);
  await feed.start();
  return feed;
}

async function begin({ pool, stream, group }: RebuildParts, projection: Projection, job: RunningJob): Promise<void> {
  const partitions = (await stream.lag(group, [projection.topic])).map(({ partition }) => partition);
  await inPoolTransaction(pool, { actor: 'operator' }, async (sql) => {
    await clearShadow(sql, projection.name, { topic: projection.topic, partitions });
    await job.progress({ phase: 'filling' }, sql);
  });
}

async function toTheEnd(
  { stream, group }: RebuildParts,
  projection: Projection,
  feed: ShadowFeed,
  noted: (total: bigint) => void,
): Promise<void> {
  const ends = new Map((await stream.lag(group, [projection.topic])).map(({ partition, endOffset }) => [partition, endOffset]));
  noted([...ends.values()].reduce((all, end) => all + end, 0n));
  await feed.reach(ends);
}

/** Brings both generations to the same offsets, holding the served one still for as long as that takes, and compares a snapshot of that moment. */
async function compareAlike({ pool }: RebuildParts, projection: Projection, feed: ShadowFeed): Promise<GenerationComparison> {
  await feed.hold();
  await servingReaches(pool, projection, feed.reached());
  const client = await pool.connect();
  let broken = true;
  try {
    await inPoolTransaction(pool, { actor: 'operator' }, async (sql) => {
      const place = await holdServing(sql, projection.name, heldWithinMs);
      feed.release(place);
      if (!(await feed.reach(place, heldWithinMs)))
        throw new Error(`The rebuilt generation of ${projection.name} could not catch up with the served one.`);
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT set_config('app.actor', 'projector', true)");
    });
    const comparison = await compareGenerations(clientSql(client), projection);
    await client.query('COMMIT');
    broken = false;
    return comparison;
  } finally {
    client.release(broken);
  }
}

/** The live consumer may be behind what is rebuilt: then there is nothing to compare with yet. */
async function servingReaches(pool: Pool, projection: Projection, place: Offsets): Promise<void> {
  const deadline = performance.now() + alikeWithinMs;
  const sql: Sql = poolSql(pool);
  for (;;) {
    const served = await offsetsOf(sql, projection.name, 'serving');
    if ([...place].every(([partition, offset]) => (served.get(partition) ?? 0n) >= offset)) return;
    if (performance.now() > deadline) {
      throw new Error(
        `The live consumer of ${projection.name} is behind the rebuilt generation and does not come on: see to it first, then rebuild again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const sum = (offsets: Offsets): number => Number([...offsets.values()].reduce((all, offset) => all + offset, 0n));
