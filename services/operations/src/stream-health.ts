import { z } from 'zod';

/** A whole number as text, beyond what a JSON number holds exactly. */
export const Offset = z.string().regex(/^\d+$/);

const PartitionLag = z.object({
  topic: z.string(),
  partition: z.number().int(),
  committedOffset: Offset.nullable(),
  endOffset: Offset,
  lag: Offset,
});
export type PartitionLag = z.infer<typeof PartitionLag>;

/** What `/internal/stream-health` of a service says; fields that we do not know yet are dropped. */
export const StreamHealth = z.object({
  outbox: z.object({ pending: z.number(), oldestAgeMs: z.number().nullable() }).nullable(),
  groups: z.array(
    z.object({
      group: z.string(),
      members: z.number().int().nullable().default(null),
      partitions: z.array(PartitionLag).nullable(),
    }),
  ),
  projections: z.array(
    z.object({
      projection: z.string(),
      topic: z.string(),
      partition: z.number(),
      nextOffset: Offset,
      freshnessMs: z.number().nullable(),
      appliedAt: z.string().nullable(),
    }),
  ),
  deadLetters: z.array(z.object({ projection: z.string(), open: z.number() })),
});
export type StreamHealth = z.infer<typeof StreamHealth>;
