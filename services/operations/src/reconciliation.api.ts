import { z } from 'zod';
import { NotAnswering } from './operator-request.api.js';
import { WatchedService } from './watched-service.js';

const digest = { bucket: z.number().int(), subjects: z.number(), versionSum: z.number(), xor: z.string() };

/** What `/internal/digests/sources` of a service says: its record of truth, topic by topic. */
export const SourceDigests = z.object({
  topics: z.array(
    z.object({
      topic: z.string(),
      at: z.string(),
      buckets: z.array(z.object({ ...digest, latestVersionSum: z.number(), latestXor: z.string(), pending: z.number() })),
    }),
  ),
});
export type SourceDigest = z.infer<typeof SourceDigests>['topics'][number];

const reading = { projection: z.string(), topic: z.string(), latestOnly: z.boolean(), settled: z.boolean(), at: z.string() };

/** What `/internal/digests/projections` of a service says, from the rows as they are stored. */
export const ProjectionDigests = z.object({
  projections: z.array(z.object({ ...reading, buckets: z.array(z.object({ ...digest, altered: z.number() })) })),
});
export type ProjectionDigest = z.infer<typeof ProjectionDigests>['projections'][number];

/** The subjects of one bucket, of the log and of a projection. */
export const SourceSubjects = z.object({
  subjects: z.array(z.object({ subject: z.string(), versions: z.array(z.number()), pending: z.boolean() })),
});
export type SourceSubject = z.infer<typeof SourceSubjects>['subjects'][number];
export const ProjectedBucket = z.object({
  ...reading,
  subjects: z.array(z.object({ subject: z.string(), versions: z.array(z.number()), altered: z.boolean() })),
});
export type ProjectedBucket = z.infer<typeof ProjectedBucket>;

const FindingKind = z.enum(['missing', 'behind', 'ahead', 'ghost', 'altered']).meta({
  description:
    'How a subject differs from the log: no row; a version lacks; a version or subject that the log does not know; a row that is not as it was applied.',
});

const Finding = z.object({
  subject: z.string(),
  finding: FindingKind,
  expectedVersion: z.number().int().nullable(),
  foundVersion: z.number().int().nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** What a service keeps of its findings. */
export const KeptFindings = z.object({ items: z.array(Finding.extend({ id: z.string(), projection: z.string(), topic: z.string() })) });
export type KeptFinding = z.infer<typeof KeptFindings>['items'][number];

/** What the internal routes answer that mend. */
export const Withdrawn = z.object({ rows: z.number().int() });
export const Republished = z.object({ events: z.number().int() });

const Instant = z.iso.datetime();

/** One step of a run, as it happened. */
export const Step = z.object({
  at: Instant,
  step: z.enum([
    'compared',
    'not-answering',
    'not-settled',
    'found',
    'held-back',
    'withdrawn',
    'republished',
    'mended',
    'not-mended',
    'failed',
  ]),
  service: WatchedService.optional(),
  projection: z.string().optional(),
  topic: z.string().optional(),
  subjects: z.number().int().optional(),
  detail: z.string(),
  examples: z.array(Finding).optional().meta({ description: 'Some of the findings; all are in `findings`.' }),
});
export type Step = z.infer<typeof Step>;

/** One comparison of all projections with their sources. */
export const Run = z.object({
  runId: z.string(),
  startedAt: Instant,
  startedBy: z.string().meta({ description: '`schedule`, or the operator who asked.' }),
  reason: z.string().nullable(),
  endedAt: Instant.nullable(),
  outcome: z.enum(['running', 'clean', 'mended', 'open', 'incomplete', 'failed']).meta({
    description:
      '`open`: something is found and not mended yet; `incomplete`: a part did not answer or was not settled, and the rest is clean.',
  }),
  projections: z.array(
    z.object({
      service: WatchedService,
      projection: z.string(),
      topic: z.string(),
      settled: z.boolean().meta({ description: 'Whether it had applied all that stood on its topic, without which nothing is found.' }),
      subjects: z.number().int(),
      differingBuckets: z.number().int().nullable().meta({ description: 'Null where there was nothing to compare it with.' }),
    }),
  ),
  steps: z.array(Step),
});
export type Run = z.infer<typeof Run>;

/** The answer of `GET /v1/operations/reconciliation`. */
export const Reconciliation = z
  .object({
    everyMs: z.number().int(),
    nextAt: Instant.nullable(),
    runs: z.array(Run).meta({ description: 'The newest first, since operations was started, at most twenty.' }),
    findings: z.array(z.looseObject({ service: WatchedService, id: z.string(), projection: z.string(), mendedAt: z.string().nullable() })),
    notAnswering: NotAnswering,
  })
  .meta({ id: 'Reconciliation' });

/** The answer of `POST /v1/operations/reconciliation/runs`. */
export const RunStarted = z.object({ runId: z.string(), startedAt: Instant, startedBy: z.string() }).meta({ id: 'RunStarted' });
