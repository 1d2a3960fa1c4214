import { z } from 'zod';
import { NotAnswering } from './operator-request.api.js';
import { WatchedService } from './watched-service.js';

const Instant = z.iso.datetime({ offset: true });

/** The answer of every route that starts or cancels a job: where it runs and its id. */
export const JobStarted = z.looseObject({ service: WatchedService, jobId: z.string() }).meta({ id: 'JobStarted' });

const Job = z.looseObject({
  id: z.string(),
  kind: z.string(),
  subject: z.string(),
  lifecycle: z.enum(['running', 'ready', 'succeeded', 'failed', 'cancelled']),
  progress: z.unknown(),
  requestedBy: z.string(),
  reason: z.string(),
  startedAt: Instant,
  updatedAt: Instant,
  endedAt: Instant.nullable(),
  outcome: z.unknown(),
});

/** The answer of `GET /v1/operations/jobs`. */
export const JobList = z
  .object({ items: z.array(Job.extend({ service: WatchedService })), notAnswering: NotAnswering })
  .meta({ id: 'JobList' });

/** One job. */
export const OneJob = Job.extend({ service: WatchedService }).meta({ id: 'Job' });

/** The answer of `GET /v1/operations/projections`. */
export const ProjectionList = z
  .object({
    items: z.array(
      z.looseObject({
        service: WatchedService,
        projection: z.string(),
        topic: z.string(),
        rebuildable: z.boolean(),
        serving: z.string().nullable().meta({ description: 'Which of its two generations of tables readers see.' }),
        rebuild: z.looseObject({ jobId: z.string(), lifecycle: z.string(), progress: z.unknown() }).nullable(),
        rollbackTo: z.string().nullable(),
      }),
    ),
    notAnswering: NotAnswering,
  })
  .meta({ id: 'ProjectionList' });

/** The answer of a swap or a rollback. */
export const Swapped = z.looseObject({ service: WatchedService }).meta({ id: 'Swapped' });
