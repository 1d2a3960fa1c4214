import { setTimeout as rest } from 'node:timers/promises';
import { poolSql } from '@jinqiao/event-log/sql';
import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { Pool } from 'pg';
import type { RunningJob } from './jobs.js';
import { attemptLetters } from './letter-attempt.js';
import { letterGroups, listLetters, wholeLetter } from './letter-reading.js';
import type { Letter, LetterFilter, LetterGroup, LetterPage, WholeLetter } from './letter-reading.js';
import { ReplayRequest } from './letter-selection.js';
import type { LetterSelection } from './letter-selection.js';
import { countOpen, keepOutcomes, nextLetters, nextPlace } from './letter.store.js';
import type { LetterOutcome, LetterPosition, OpenLetter, Selected } from './letter.store.js';
import { lockCheckpoint } from './projection.store.js';
import type { Projection } from './projection.js';

/** Whether a letter would be applied today, and if not, why. */
export type DryOutcome = { readonly letterId: string; readonly applies: boolean; readonly reason?: string };

/** How far a replay has come: letters selected at its beginning, attempted, and what came of them. `after` is where it goes on. */
export type ReplayProgress = {
  readonly total: number;
  readonly attempted: number;
  readonly applied: number;
  readonly failed: number;
  readonly notRead: number;
  readonly after?: LetterPosition;
};

const dryOutcomesMax = 1_000;

/** Ends a dry run's transaction so that nothing of it remains. */
class OnlyTried extends Error {
  constructor(readonly outcomes: readonly LetterOutcome[]) {
    super('Only tried.');
  }
}

/** Looks into dead letters and applies them again, through the consumer as it is today and inside the service: other readers of the topic see nothing of it. */
export class DeadLetters {
  constructor(
    private readonly pool: Pool,
    private readonly projections: () => readonly Projection[],
    private readonly afterCommit: (projection: string) => void = () => undefined,
  ) {}

  groups(): Promise<LetterGroup[]> {
    return letterGroups(poolSql(this.pool));
  }

  list(filter: LetterFilter): Promise<{ letters: Letter[]; next: LetterPage | null }> {
    return listLetters(poolSql(this.pool), filter);
  }

  get(letterId: string): Promise<WholeLetter | undefined> {
    return wholeLetter(poolSql(this.pool), letterId);
  }

  /** How many open letters a selection means. */
  count(selection: LetterSelection, sql: Sql = poolSql(this.pool)): Promise<number> {
    return countOpen(sql, { selection, seenUntil: 'infinity' });
  }

  /** Tries the selected letters, the first 1,000 of them, and rolls everything back. */
  async dryRun(selection: LetterSelection): Promise<{ outcomes: DryOutcome[]; total: number }> {
    const selected: Selected = { selection, seenUntil: 'infinity' };
    const total = await this.count(selection);
    const outcomes: DryOutcome[] = [];
    let after: LetterPosition | undefined;
    while (outcomes.length < dryOutcomesMax) {
      const tried = await this.tryNext(selected, after, dryOutcomesMax - outcomes.length);
      const last = tried.at(-1)?.letter;
      if (last === undefined) break;
      outcomes.push(...tried.map(dryOutcome));
      after = positionOf(last);
    }
    return { outcomes, total };
  }

  /**
   * The work of a replay job. Each part's effects, outcomes and progress are one transaction: after a crash the job goes on behind the last part, no letter is lost or tried twice.
   * A letter that fails again stays open, with today's reason.
   */
  async replay(job: RunningJob): Promise<Omit<ReplayProgress, 'after'>> {
    const { selection, ratePerSecond } = ReplayRequest.parse(job.request);
    // The instant is cut to milliseconds; letters of the rest of its millisecond are meant too.
    const selected: Selected = { selection, seenUntil: new Date(Date.parse(job.startedAt) + 1).toISOString() };
    let progress: ReplayProgress = isProgress(job.progressBefore)
      ? job.progressBefore
      : { total: await countOpen(poolSql(this.pool), selected), attempted: 0, applied: 0, failed: 0, notRead: 0 };
    await job.progress(progress);
    while (!job.isCancelled()) {
      const next = await this.replayNext(job, selected, progress, ratePerSecond);
      if (next === undefined) break;
      const attempted = next.attempted - progress.attempted;
      progress = next;
      await rest((attempted * 1_000) / ratePerSecond, undefined, { signal: job.signal }).catch(() => undefined);
    }
    const { total, attempted, applied, failed, notRead } = progress;
    return { total, attempted, applied, failed, notRead };
  }

  private async replayNext(
    job: RunningJob,
    selected: Selected,
    before: ReplayProgress,
    atMost: number,
  ): Promise<ReplayProgress | undefined> {
    const done = await inPoolTransaction(this.pool, { actor: 'projector' }, async (sql) => {
      const outcomes = await this.attemptNext(sql, selected, before.after, atMost);
      const last = outcomes.at(-1)?.letter;
      if (last === undefined) return undefined;
      await keepOutcomes(sql, outcomes, job.id);
      const count = (sought: LetterOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === sought).length;
      const progress: ReplayProgress = {
        total: before.total,
        attempted: before.attempted + outcomes.length,
        applied: before.applied + count('applied'),
        failed: before.failed + count('failed'),
        notRead: before.notRead + count('not-read'),
        after: positionOf(last),
      };
      await job.progress(progress, sql);
      return progress;
    });
    if (done?.after !== undefined) this.afterCommit(done.after.projection);
    return done;
  }

  private async tryNext(selected: Selected, after: LetterPosition | undefined, atMost: number): Promise<readonly LetterOutcome[]> {
    try {
      return await inPoolTransaction(this.pool, { actor: 'projector' }, async (sql) => {
        throw new OnlyTried(await this.attemptNext(sql, selected, after, atMost));
      });
    } catch (error) {
      if (error instanceof OnlyTried) return error.outcomes;
      throw error;
    }
  }

  private async attemptNext(sql: Sql, selected: Selected, after: LetterPosition | undefined, atMost: number): Promise<LetterOutcome[]> {
    const place = await nextPlace(sql, selected, after);
    if (place === undefined) return [];
    // The consumer locks the checkpoint first as well: letters meanwhile resolved by it are then seen as resolved.
    await lockCheckpoint(sql, place);
    const letters = await nextLetters(sql, selected, { after, place, atMost });
    const projection = this.projections().find(({ name, topic }) => name === place.projection && topic === place.topic);
    return letters.length > 0 ? attemptLetters(sql, projection, letters) : this.attemptNext(sql, selected, endOf(place), atMost);
  }
}

const positionOf = ({ projection, topic, partition, offset }: OpenLetter): LetterPosition => ({ projection, topic, partition, offset });

/** Behind every offset of a place. */
const endOf = (place: Omit<LetterPosition, 'offset'>): LetterPosition => ({ ...place, offset: '9223372036854775807' });

function dryOutcome({ letter, outcome, reason }: LetterOutcome): DryOutcome {
  return { letterId: letter.id, applies: outcome !== 'failed', ...(reason === null ? {} : { reason }) };
}

const isProgress = (noted: object): noted is ReplayProgress => 'attempted' in noted;
