import type { Sql } from '@jinqiao/event-log/sql';
import type { Asked } from './operator-action.js';

/** `replay`: letters through today's consumer; `rebuild`: a projection from the first offset. */
export type JobKind = 'replay' | 'rebuild';

/** `ready`: done but for a decision (a rebuilt generation waits for its swap). */
export type JobLifecycle = 'running' | 'ready' | 'succeeded' | 'failed' | 'cancelled';

/** Long work that an operator asked for, as it stands; instants in UTC. */
export type Job = {
  readonly id: string;
  readonly kind: JobKind;
  /** What it works on; one job of a kind and subject runs at a time. */
  readonly subject: string;
  readonly lifecycle: JobLifecycle;
  /** What was asked for, enough to go on in another process. */
  readonly request: unknown;
  readonly progress: Readonly<Record<string, unknown>>;
  readonly requestedBy: string;
  readonly reason: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly endedAt: string | null;
  readonly outcome: unknown;
  /** How often another process, or the same one after a failure of the database, went on with it. */
  readonly resumptions: number;
  readonly cancellation: { readonly requestedBy: string; readonly reason: string; readonly requestedAt: string } | null;
};

/** A job of this kind and subject is running already. */
export class JobRunning extends Error {
  override readonly name = 'JobRunning';

  constructor(readonly jobId: string) {
    super(`The job ${jobId} is doing this already. Wait for it, or cancel it.`);
  }
}

const columns = `id, kind, subject, lifecycle, request, progress, requested_by, reason, started_at, updated_at, ended_at, outcome, resumptions,
  cancelled_by, cancel_reason, cancel_requested_at`;

/** Inserts a running job that nobody holds yet; throws `JobRunning` where one of its kind and subject runs. */
export async function insertJob(sql: Sql, kind: JobKind, subject: string, asked: Asked & { readonly request: unknown }): Promise<string> {
  const [row] = await sql(
    `INSERT INTO operation_job (kind, subject, request, requested_by, reason) VALUES ($1, $2, $3::jsonb, $4, $5)
     ON CONFLICT (kind, subject) WHERE lifecycle = 'running' DO NOTHING RETURNING id`,
    [kind, subject, JSON.stringify(asked.request ?? {}), asked.requestedBy, asked.reason],
  );
  if (row !== undefined) return String(row['id']);
  const [running] = await sql("SELECT id FROM operation_job WHERE kind = $1 AND subject = $2 AND lifecycle = 'running'", [kind, subject]);
  return running === undefined ? insertJob(sql, kind, subject, asked) : Promise.reject(new JobRunning(String(running['id'])));
}

/** Takes up one running job that nobody holds, or whose holder has not renewed its hold; undefined when there is none. */
export async function takeUpJob(
  sql: Sql,
  holder: { readonly name: string; readonly heldMs: number },
  sought: { readonly kinds: readonly JobKind[] } | { readonly id: string },
): Promise<Job | undefined> {
  const [which, parameter] = 'id' in sought ? ['id = $3', sought.id] : ['kind = ANY ($3::text[])', sought.kinds];
  const [row] = await sql(
    `UPDATE operation_job SET holder = $1, held_until = clock_timestamp() + $2 * interval '1 millisecond',
       resumptions = resumptions + (held_until IS NOT NULL)::integer
     WHERE id = (SELECT id FROM operation_job WHERE ${which} AND lifecycle = 'running' AND coalesce(held_until < clock_timestamp(), true)
                 ORDER BY started_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ${columns}`,
    [holder.name, holder.heldMs, parameter],
  );
  return row && jobOf(row);
}

/** Renews a holder's hold on its jobs; tells which it still holds, and of each whether somebody wants it cancelled. */
export async function renewHold(
  sql: Sql,
  holder: { readonly name: string; readonly heldMs: number },
): Promise<Map<string, { cancelled: boolean }>> {
  const rows = await sql(
    `UPDATE operation_job SET held_until = clock_timestamp() + $2 * interval '1 millisecond'
     WHERE holder = $1 AND lifecycle = 'running' RETURNING id, cancel_requested_at IS NOT NULL AS cancelled`,
    [holder.name, holder.heldMs],
  );
  return new Map(rows.map((row) => [String(row['id']), { cancelled: row['cancelled'] === true }]));
}

/** Lets go of a job without ending it, so that the next who looks goes on with it; at once, or after a rest. */
export async function letGoOf(sql: Sql, id: string, holder: string, restMs: number): Promise<void> {
  await sql(
    `UPDATE operation_job SET holder = NULL, held_until = clock_timestamp() + $3 * interval '1 millisecond' WHERE id = $1 AND holder = $2`,
    [id, holder, restMs],
  );
}

/** Adds to what is known of a job's progress; false when this holder holds it no longer. */
export async function noteProgress(sql: Sql, id: string, holder: string, progress: object): Promise<boolean> {
  const rows = await sql(
    `UPDATE operation_job SET progress = progress || $3::jsonb, updated_at = clock_timestamp()
     WHERE id = $1 AND holder = $2 AND lifecycle = 'running' RETURNING id`,
    [id, holder, JSON.stringify(progress)],
  );
  return rows.length === 1;
}

/** Ends the running job that the holder holds (without one: the `ready` job); false when it is no longer so. */
export async function endJob(
  sql: Sql,
  ended: { readonly id: string; readonly holder?: string; readonly lifecycle: Exclude<JobLifecycle, 'running'>; readonly outcome: unknown },
): Promise<boolean> {
  const rows = await sql(
    `UPDATE operation_job SET lifecycle = $2, outcome = coalesce($3::jsonb, outcome), holder = NULL, held_until = NULL, updated_at = clock_timestamp(),
       ended_at = CASE WHEN $2 = 'ready' THEN NULL ELSE clock_timestamp() END
     WHERE id = $1 AND (CASE WHEN $4::text IS NULL THEN lifecycle = 'ready' ELSE lifecycle = 'running' AND holder = $4 END) RETURNING id`,
    [ended.id, ended.lifecycle, ended.outcome === undefined ? null : JSON.stringify(ended.outcome), ended.holder ?? null],
  );
  return rows.length === 1;
}

/** Notes that a job is to be cancelled; one that waits for a decision, or that nobody holds, is cancelled at once. False when it has ended. */
export async function askToCancel(sql: Sql, id: string, { requestedBy, reason }: Asked): Promise<boolean> {
  const rows = await sql(
    `UPDATE operation_job SET cancelled_by = coalesce(cancelled_by, $2), cancel_reason = coalesce(cancel_reason, $3),
       cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()), updated_at = clock_timestamp(),
       lifecycle = CASE WHEN lifecycle = 'running' AND holder IS NOT NULL AND held_until > clock_timestamp() THEN 'running' ELSE 'cancelled' END,
       ended_at = CASE WHEN lifecycle = 'running' AND holder IS NOT NULL AND held_until > clock_timestamp() THEN NULL ELSE clock_timestamp() END
     WHERE id = $1 AND lifecycle IN ('running', 'ready') RETURNING id`,
    [id, requestedBy, reason],
  );
  return rows.length === 1;
}

/** The newest jobs, those that are not ended first. */
export async function newestJobs(sql: Sql, atMost: number): Promise<Job[]> {
  const rows = await sql(`SELECT ${columns} FROM operation_job ORDER BY ended_at IS NOT NULL, started_at DESC, id LIMIT $1`, [atMost]);
  return rows.map(jobOf);
}

/** One job, or undefined. */
export async function jobById(sql: Sql, id: string): Promise<Job | undefined> {
  const [row] = await sql(`SELECT ${columns} FROM operation_job WHERE id = $1`, [id]);
  return row && jobOf(row);
}

function jobOf(row: Readonly<Record<string, unknown>>): Job {
  const cancelledAt = instant(row['cancel_requested_at']);
  return {
    id: String(row['id']),
    kind: row['kind'] as JobKind,
    subject: String(row['subject']),
    lifecycle: row['lifecycle'] as JobLifecycle,
    request: row['request'],
    progress: row['progress'] as Readonly<Record<string, unknown>>,
    requestedBy: String(row['requested_by']),
    reason: String(row['reason']),
    startedAt: instant(row['started_at']) ?? '',
    updatedAt: instant(row['updated_at']) ?? '',
    endedAt: instant(row['ended_at']),
    outcome: row['outcome'],
    resumptions: Number(row['resumptions']),
    cancellation:
      cancelledAt === null
        ? null
        : { requestedBy: String(row['cancelled_by']), reason: String(row['cancel_reason']), requestedAt: cancelledAt },
  };
}

const instant = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);
