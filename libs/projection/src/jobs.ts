import { randomUUID } from 'node:crypto';
import type { Log } from '@jinqiao/event-log/log';
import { Pause } from '@jinqiao/event-log/pause';
import { poolSql } from '@jinqiao/event-log/sql';
import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { Pool } from 'pg';
import { isInfrastructureError } from './infrastructure-error.js';
import { askToCancel, endJob, insertJob, jobById, letGoOf, newestJobs, noteProgress, renewHold, takeUpJob } from './job.store.js';
import type { Job, JobKind } from './job.store.js';
import { recordAction } from './operator-action.js';
import type { Asked } from './operator-action.js';

/** A job as its work sees it. */
export type RunningJob = Pick<Job, 'id' | 'kind' | 'subject' | 'request' | 'startedAt'> & {
  /** What an earlier process has noted, when the job is gone on with. */
  readonly progressBefore: Readonly<Record<string, unknown>>;
  /** Aborts when the work has to end soon: cancelled, taken over by another process, or the process stops. */
  readonly signal: AbortSignal;
  isCancelled(): boolean;
  /** Adds fields to the progress, in the given transaction if any; rejects when another process has the job by now, so that its work rolls back. */
  progress(fields: Readonly<Record<string, unknown>>, sql?: Sql): Promise<void>;
  /** The work ends with a decision left to take: the job becomes `ready` instead of `succeeded`. */
  endReady(): void;
};

/** Does a job, from its beginning or from where another process was stopped; what it resolves with becomes the job's outcome. */
export type JobWork = (job: RunningJob) => Promise<unknown>;

type Held = { readonly controller: AbortController; readonly done: Promise<void> };

const timingDefault = { heldMs: 10_000, lookMs: 1_000, restAfterFailureMs: 2_000 };

/**
 * Long work of operators: it survives its process. A job is held by one process by a lease on the database's clock; when the process dies,
 * another, or its successor, goes on with it. Failures of the infrastructure don't end a job, they delay it.
 */
export class Jobs {
  private readonly holder = randomUUID();
  private readonly held = new Map<string, Held>();
  private readonly works = new Map<JobKind, JobWork>();
  private readonly pause = new Pause();
  private readonly timing: typeof timingDefault;
  private stopping = false;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
    timing: Partial<typeof timingDefault> = {},
  ) {
    this.timing = { ...timingDefault, ...timing };
  }

  /** Says how jobs of a kind are done: waiting ones, those of processes that died, and new ones, are done from now on. */
  resumable(kind: JobKind, work: JobWork): void {
    this.works.set(kind, work);
    this.look();
  }

  /** Notes a job and who asked for it inside the caller's transaction; `wake` after its commit begins it. Throws `JobRunning` when it runs already. */
  async open(sql: Sql, kind: JobKind, subject: string, asked: Asked & { readonly request?: unknown }): Promise<string> {
    const id = await insertJob(sql, kind, subject, { ...asked, request: asked.request });
    const details = { jobId: id, request: asked.request ?? {} };
    await recordAction(sql, { ...asked, action: `${kind} begun`, subject, details });
    return id;
  }

  /** Notes a job and begins it in this process; with `resumable` for its kind, another goes on with it should this one die. */
  async start(kind: JobKind, subject: string, asked: Asked & { readonly request?: unknown }, work: JobWork): Promise<string> {
    const taken = await inPoolTransaction(this.pool, { actor: 'operator' }, async (sql) =>
      takeUpJob(sql, this.asHolder(), { id: await this.open(sql, kind, subject, asked) }),
    );
    if (taken === undefined) throw new Error(`The ${kind} of ${subject} was taken up by another process.`);
    this.begin(taken, work);
    this.look();
    return taken.id;
  }

  /** To call after the commit of a transaction that opened a job. */
  wake(): void {
    this.pause.wake();
  }

  list(atMost = 100): Promise<Job[]> {
    return newestJobs(poolSql(this.pool), atMost);
  }

  get(id: string): Promise<Job | undefined> {
    return jobById(poolSql(this.pool), id);
  }

  /** Asks for the end of a job that runs or is ready; what it has done stays done. False when it has ended already. */
  async cancel(id: string, asked: Asked, sql?: Sql): Promise<boolean> {
    const cancelIn = async (within: Sql): Promise<boolean> => {
      const cancelled = await askToCancel(within, id, asked);
      if (cancelled) await recordAction(within, { ...asked, action: 'job cancelled', subject: id });
      return cancelled;
    };
    const cancelled = await (sql ? cancelIn(sql) : inPoolTransaction(this.pool, { actor: 'operator' }, cancelIn));
    this.wake();
    return cancelled;
  }

  /** Ends a job that is `ready`, in the transaction of the decision it waited for; false when it is not ready. */
  settle(sql: Sql, id: string, lifecycle: 'succeeded' | 'failed' | 'cancelled', outcome?: unknown): Promise<boolean> {
    return endJob(sql, { id, lifecycle, outcome });
  }

  /** Stops the work in hand and lets go of it: another process, or the next one, goes on. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.pause.end();
    await this.looking;
    for (const { controller } of this.held.values()) controller.abort('stopped');
    await Promise.all([...this.held.values()].map(({ done }) => done));
  }

  private look(): void {
    this.looking ??= this.keepLooking();
    this.pause.wake();
  }

  private async keepLooking(): Promise<void> {
    const sql = poolSql(this.pool);
    for (let failures = 0; !this.stopping;) {
      try {
        const heldBefore = [...this.held];
        if (heldBefore.length > 0) heed(heldBefore, await renewHold(sql, this.asHolder()));
        for (const job of await this.takeUpWaiting(sql)) this.begin(job, this.works.get(job.kind));
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1 || failures % 30 === 0) this.log.warn({ err: error, failures }, 'Jobs could not be looked after; trying again');
      }
      await this.pause.untilWoken(this.timing.lookMs);
    }
  }

  private async takeUpWaiting(sql: Sql): Promise<Job[]> {
    const taken: Job[] = [];
    while (this.works.size > 0 && !this.stopping) {
      const job = await takeUpJob(sql, this.asHolder(), { kinds: [...this.works.keys()] });
      if (job === undefined) break;
      taken.push(job);
    }
    return taken;
  }

  private begin(job: Job, work: JobWork | undefined): void {
    if (work === undefined) return;
    const controller = new AbortController();
    const done = this.carryOut(job, work, controller.signal).finally(() => this.held.delete(job.id));
    this.held.set(job.id, { controller, done });
  }

  private async carryOut(job: Job, work: JobWork, signal: AbortSignal): Promise<void> {
    const { id, kind, subject, requestedBy } = job;
    const fields = { jobId: id, kind, subject, requestedBy };
    const sql = poolSql(this.pool);
    this.log.info({ ...fields, resumptions: job.resumptions }, 'A job begins');
    let ready = false;
    try {
      const outcome = await work(this.runningJob(job, signal, () => (ready = true)));
      const interrupted = signal.aborted && signal.reason !== 'cancelled';
      if (interrupted) return await letGoOf(sql, id, this.holder, 0);
      const lifecycle = signal.aborted ? 'cancelled' : ready ? 'ready' : 'succeeded';
      await endJob(sql, { id, holder: this.holder, lifecycle, outcome });
      this.log.info({ ...fields, lifecycle, outcome }, 'A job ended');
    } catch (error) {
      await this.fail(job, error, signal).catch((failure: unknown) =>
        this.log.warn({ ...fields, err: failure }, 'A job could not be noted as failed: it is gone on with when its hold has lapsed'),
      );
    }
  }

  private async fail({ id, kind, subject }: Job, error: unknown, signal: AbortSignal): Promise<void> {
    const sql = poolSql(this.pool);
    if (error instanceof JobLost || (signal.aborted && signal.reason === 'lost')) return;
    if (signal.aborted && signal.reason === 'cancelled') {
      await endJob(sql, { id, holder: this.holder, lifecycle: 'cancelled', outcome: undefined });
    } else if (signal.aborted || isInfrastructureError(error)) {
      this.log.warn({ err: error, jobId: id, kind, subject }, 'A job was interrupted and is gone on with');
      await letGoOf(sql, id, this.holder, signal.aborted ? 0 : this.timing.restAfterFailureMs);
    } else {
      this.log.error({ err: error, jobId: id, kind, subject }, 'A job failed');
      const reason = error instanceof Error ? error.message : String(error);
      await endJob(sql, { id, holder: this.holder, lifecycle: 'failed', outcome: { reason } });
    }
  }

  private runningJob(job: Job, signal: AbortSignal, endReady: () => void): RunningJob {
    const { id, kind, subject, request, startedAt, progress: progressBefore } = job;
    const progress = async (fields: object, sql: Sql = poolSql(this.pool)): Promise<void> => {
      if (!(await noteProgress(sql, id, this.holder, fields))) throw new JobLost(id);
    };
    return { id, kind, subject, request, startedAt, progressBefore, signal, isCancelled: () => signal.aborted, progress, endReady };
  }

  private asHolder() {
    return { name: this.holder, heldMs: this.timing.heldMs };
  }
}

function heed(held: readonly (readonly [string, Held])[], renewed: ReadonlyMap<string, { cancelled: boolean }>): void {
  for (const [id, { controller }] of held) {
    const hold = renewed.get(id);
    if (hold?.cancelled) controller.abort('cancelled');
    else if (hold === undefined) controller.abort('lost');
  }
}

/** Another process has taken the job over, or it has ended: what is done for it here must not take effect. */
class JobLost extends Error {
  override readonly name = 'JobLost';

  constructor(id: string) {
    super(`The job ${id} is no longer this process's.`);
  }
}
