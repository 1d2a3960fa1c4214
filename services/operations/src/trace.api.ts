import { z } from 'zod';
import { NotAnswering } from './operator-request.api.js';
import { Offset } from './stream-health.js';
import { WatchedService } from './watched-service.js';

const Publication = z.object({ partition: z.number().int(), offset: Offset, publishedAt: z.string() });

const Letter = z.object({
  letterId: z.string(),
  partition: z.number().int(),
  offset: Offset,
  version: z.number().int().nullable(),
  reason: z.string(),
  firstSeenAt: z.string(),
  resolvedAt: z.string().nullable(),
  resolution: z.string().nullable(),
});

/** What `/internal/trace/{subject}` of a service says. */
export const SubjectTrace = z.object({
  published: z.array(
    z.object({
      eventId: z.string(),
      eventType: z.string(),
      topic: z.string(),
      version: z.number().int(),
      correlationId: z.string(),
      traceparent: z.string().optional(),
      authId: z.string().optional(),
      happenedAt: z.string(),
      recordedAt: z.string(),
      pending: z.boolean(),
      publication: Publication.nullable(),
      content: z.unknown(),
    }),
  ),
  projected: z.array(
    z.object({
      projection: z.string(),
      topic: z.string(),
      table: z.string().nullable(),
      versions: z.array(z.object({ version: z.number().int(), appliedAt: z.string().nullable() })),
      checkpoints: z.array(z.object({ partition: z.number().int(), nextOffset: Offset, generation: z.string() })),
      letters: z.array(Letter),
    }),
  ),
});
export type SubjectTrace = z.infer<typeof SubjectTrace>;

const milliseconds = z.number().nullable();

/** One version of a product on its way. */
const TracedVersion = z.object({
  version: z.number().int(),
  eventId: z.string(),
  eventType: z.string(),
  request: z
    .object({ correlationId: z.string(), traceparent: z.string().optional(), who: z.string().nullable(), happenedAt: z.string() })
    .meta({ description: 'The request that caused it: the id that its log lines carry, and who asked.' }),
  outbox: z.object({ service: WatchedService, recordedAt: z.string(), pending: z.boolean() }),
  topic: Publication.extend({ topic: z.string(), afterMs: milliseconds.meta({ description: 'Since it was recorded.' }) })
    .nullable()
    .meta({ description: 'Where it stands on the stream; null when it is not published, or was so more than 30 days ago.' }),
  consumers: z.array(
    z.object({
      service: WatchedService,
      projection: z.string(),
      consumed: z.boolean().nullable().meta({ description: 'Whether the checkpoint is past it; null where its place is not known.' }),
      row: z
        .object({
          table: z.string(),
          appliedAt: z.string().nullable(),
          afterMs: milliseconds.meta({ description: 'Since it was recorded.' }),
        })
        .nullable()
        .meta({ description: 'The row of this version; a projection that keeps the latest version only has none of earlier ones.' }),
      letter: Letter.nullable().meta({ description: 'The dead letter of this version, if there was one.' }),
    }),
  ),
  difference: z
    .array(z.object({ pointer: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }))
    .nullable()
    .meta({ description: 'The fields that mean something else than in the version before; null for the first.' }),
});

/** The answer of `GET /v1/operations/products/{productId}/trace`. */
export const ProductTrace = z
  .object({ productId: z.string(), asOf: z.string(), versions: z.array(TracedVersion), notAnswering: NotAnswering })
  .meta({ id: 'ProductTrace' });
export type ProductTrace = z.infer<typeof ProductTrace>;

/** A product, as an address names it. */
export const OfProduct = z.object({ productId: z.uuid().toLowerCase() });
export type OfProduct = z.infer<typeof OfProduct>;
