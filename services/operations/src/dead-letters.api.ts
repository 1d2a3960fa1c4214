import { z } from 'zod';
import { NotAnswering, Reason } from './operator-request.api.js';
import { Offset } from './stream-health.js';
import { WatchedService } from './watched-service.js';

const Instant = z.iso.datetime({ offset: true });
const Fingerprint = z.string().regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits.');
const ProjectionName = z.string().regex(/^[\w.-]{1,100}$/);

/** The answer of `GET /v1/operations/dead-letters`. */
export const DeadLetterGroups = z
  .object({
    groups: z.array(
      z.looseObject({
        service: WatchedService,
        projection: z.string(),
        topic: z.string(),
        fingerprint: z.string().meta({ description: 'Equal for letters that failed in the same way.' }),
        eventType: z.string().nullable(),
        reason: z.string(),
        open: z.number().int(),
        resolved: z.number().int(),
        firstSeenAt: Instant,
        lastSeenAt: Instant,
        exampleLetterId: z.string(),
      }),
    ),
    notAnswering: NotAnswering,
  })
  .meta({ id: 'DeadLetterGroups' });

const Letter = z.looseObject({
  letterId: z.string(),
  projection: z.string(),
  topic: z.string(),
  partition: z.number().int(),
  offset: Offset,
  subject: z.string().nullable(),
  version: z.number().int().nullable(),
  eventType: z.string().nullable(),
  reason: z.string(),
  fingerprint: z.string(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  resolvedAt: Instant.nullable(),
  resolution: z.string().nullable(),
});

/** Which letters of a service are asked for. */
export const LettersAsked = z.strictObject({
  service: WatchedService,
  projection: ProjectionName.optional(),
  fingerprint: Fingerprint.optional(),
  subject: z.string().min(1).max(200).optional(),
  open: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type LettersAsked = z.infer<typeof LettersAsked>;

/** The answer of `GET /v1/operations/dead-letters/letters`. */
export const Letters = z
  .object({ service: WatchedService, items: z.array(Letter), nextCursor: z.string().nullable() })
  .meta({ id: 'Letters' });

/** The answer of `GET /v1/operations/services/{service}/dead-letters/{letterId}`. */
export const LetterInFull = Letter.extend({
  service: WatchedService,
  headers: z.record(z.string(), z.string()),
  key: z.string().nullable(),
  valueText: z.string().nullable().meta({ description: 'The record as text, at most 64 KiB of it.' }),
  valueBytes: z.number().int().nullable(),
  attempts: z
    .array(
      z.looseObject({
        attemptedAt: Instant,
        outcome: z.enum(['applied', 'failed', 'not-read']),
        reason: z.string().nullable(),
        jobId: z.string().nullable(),
        requestedBy: z.string().nullable(),
      }),
    )
    .meta({ description: 'By the consumer (no job) or by a replay; the newest first.' }),
}).meta({ id: 'LetterInFull' });

/** One letter, as an address names it. */
export const OfLetter = z.object({ service: WatchedService, letterId: z.uuid() });
export type OfLetter = z.infer<typeof OfLetter>;

const Selection = z
  .union([
    z.strictObject({
      letterIds: z
        .array(z.string().regex(/^[\w-]{1,100}$/))
        .min(1)
        .max(1_000),
    }),
    z.strictObject({ projection: ProjectionName, fingerprint: Fingerprint }),
    z.strictObject({ all: z.literal(true) }),
  ])
  .meta({ description: 'Some letters by id, a group by projection and fingerprint, or all that are open.' });

/** The body of `POST /v1/operations/dead-letters/dry-runs`. */
export const DryRun = z.strictObject({ service: WatchedService, selection: Selection }).meta({ id: 'DryRun' });
export type DryRun = z.infer<typeof DryRun>;

/** Its answer: what today's consumer would do with each letter. */
export const DryRunOutcomes = z
  .looseObject({
    service: WatchedService,
    outcomes: z.array(z.looseObject({ letterId: z.string(), applies: z.boolean(), reason: z.string().optional() })),
    total: z.number().int(),
  })
  .meta({ id: 'DryRunOutcomes' });

/** The body of `POST /v1/operations/dead-letters/replays`. */
export const Replay = z
  .strictObject({
    service: WatchedService,
    selection: Selection,
    reason: Reason,
    ratePerSecond: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: 'At most so many letters a second; 200 unless said otherwise.' }),
  })
  .meta({ id: 'Replay' });
export type Replay = z.infer<typeof Replay>;
