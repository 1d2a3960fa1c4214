import type { Sql } from '@jinqiao/event-log/sql';
import { holdServing, lockGenerations, otherThan, serveShadow } from './generation.store.js';
import type { Generation } from './generation.store.js';
import type { Jobs } from './jobs.js';
import { recordAction } from './operator-action.js';
import type { Asked } from './operator-action.js';
import type { Projection } from './projection.js';
import { openFeed } from './rebuild.js';
import type { RebuildParts } from './rebuild.js';
import type { ShadowFeed } from './shadow-feed.js';

/** The other generation can't be served, with what to do instead. */
export class NotServable extends Error {
  override readonly name = 'NotServable';
}

/** What is served from the commit on, and what is kept beside it. */
export type Swapped = { readonly projection: string; readonly serving: Generation; readonly kept: Generation };

const alikeWithinMs = 2_000;
const attemptsMax = 60;
const catchUpWithinMs = 60_000;

type SwapParts = RebuildParts & { readonly jobs: Jobs };

/** Runs its work in one transaction of an operator; it may be called several times, until one commits. */
type InTransaction<T> = (work: (sql: Sql) => Promise<Swapped>) => Promise<T>;

/** Serves what was rebuilt. Readers find the one generation or the other, and never less than they have seen before. */
export function swap<T>(parts: SwapParts, projection: Projection, asked: Asked, inTransaction: InTransaction<T>): Promise<T> {
  return alikeAndThen(parts, projection, (feed) =>
    inTransaction(async (sql) => {
      const known = await lockGenerations(sql, projection.name);
      const job = await readyRebuild(sql, projection.name);
      if (known?.shadow !== 'ready' || job === undefined) {
        throw new NotServable(
          `No rebuilt generation of ${projection.name} is ready: the other one is ${known?.shadow ?? 'missing'}. Rebuild it first.`,
        );
      }
      await parts.jobs.settle(sql, job, 'succeeded');
      return serveAlike(sql, { projection, asked, action: 'swap', feed });
    }),
  );
}

/** Serves again what was served before the last swap, once it is as far as what is served now. */
export function rollBack<T>(parts: SwapParts, projection: Projection, asked: Asked, inTransaction: InTransaction<T>): Promise<T> {
  return alikeAndThen(parts, projection, (feed) =>
    inTransaction(async (sql) => {
      const known = await lockGenerations(sql, projection.name);
      if (known?.shadow !== 'kept') {
        throw new NotServable(`Nothing that was served before is kept: the other generation is ${known?.shadow ?? 'missing'}.`);
      }
      return serveAlike(sql, { projection, asked, action: 'rollback', feed });
    }),
  );
}

/** Tries the transaction, and again with a feed that has brought the shadow to the end of its topic, until the shadow is not behind and no lock is waited for too long. */
async function alikeAndThen<T>(
  parts: SwapParts,
  projection: Projection,
  transaction: (feed: ShadowFeed | undefined) => Promise<T>,
): Promise<T> {
  const giveUp = new AbortController();
  let feed: ShadowFeed | undefined;
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transaction(feed);
      } catch (error) {
        if (attempt >= attemptsMax || !(error instanceof Behind || isLockTimeout(error))) throw error;
        if (feed !== undefined && isLockTimeout(error)) feed.release();
        else feed = await caughtUp(parts, projection, { before: feed, signal: giveUp.signal });
      }
    }
  } finally {
    giveUp.abort();
    await feed?.stop();
  }
}

async function caughtUp(
  parts: RebuildParts,
  projection: Projection,
  { before, signal }: { readonly before: ShadowFeed | undefined; readonly signal: AbortSignal },
): Promise<ShadowFeed> {
  await before?.stop();
  const feed = await openFeed(parts, projection, signal);
  const lags = await parts.stream.lag(parts.group, [projection.topic]);
  const ends = new Map(lags.map(({ partition, endOffset }) => [partition, endOffset]));
  if (await feed.reach(ends, catchUpWithinMs)) return feed;
  await feed.stop();
  throw new NotServable('The rebuilt generation does not catch up with its topic.');
}

type Swap = { readonly projection: Projection; readonly asked: Asked; readonly action: string; readonly feed: ShadowFeed | undefined };

/** Holds batches still for the moment that the shadow needs to come as far as what is served, and swaps. */
async function serveAlike(sql: Sql, { projection, asked, action, feed }: Swap): Promise<Swapped> {
  if (feed === undefined) throw new Behind();
  const place = await holdServing(sql, projection.name, alikeWithinMs);
  if (!(await feed.reach(place, alikeWithinMs))) throw new Behind();
  await feed.hold();
  const serving = await serveShadow(sql, projection.name);
  const kept = otherThan(serving);
  await recordAction(sql, { ...asked, action, subject: projection.name, details: { serving, kept } });
  return { projection: projection.name, serving, kept };
}

/** The rebuild of the projection that waits for its swap. */
async function readyRebuild(sql: Sql, projection: string): Promise<string | undefined> {
  const [row] = await sql("SELECT id FROM operation_job WHERE kind = 'rebuild' AND subject = $1 AND lifecycle = 'ready' FOR UPDATE", [
    projection,
  ]);
  return row && String(row['id']);
}

/** The rebuilt generation is not as far as what is served. */
class Behind extends Error {}

const isLockTimeout = (error: unknown): boolean => error instanceof Error && (error as { code?: unknown }).code === '55P03';
