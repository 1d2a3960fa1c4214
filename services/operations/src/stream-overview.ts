import { z } from 'zod';

const offset = z.string().regex(/^\d+$/);

/** What `/internal/stream-health` of a service says; fields that we do not know yet are dropped. */
export const StreamHealth = z.object({
  outbox: z.object({ pending: z.number(), oldestAgeMs: z.number().nullable() }).nullable(),
  groups: z.array(
    z.object({
      group: z.string(),
      partitions: z
        .array(z.object({ topic: z.string(), partition: z.number(), committedOffset: offset.nullable(), endOffset: offset, lag: offset }))
        .nullable(),
    }),
  ),
  projections: z.array(
    z.object({
      projection: z.string(),
      topic: z.string(),
      partition: z.number(),
      nextOffset: offset,
      freshnessMs: z.number().nullable(),
      appliedAt: z.string().nullable(),
    }),
  ),
  deadLetters: z.array(z.object({ projection: z.string(), open: z.number() })),
});
export type StreamHealth = z.infer<typeof StreamHealth>;

const Group = StreamHealth.shape.groups.element.extend({
  partitions: StreamHealth.shape.groups.element.shape.partitions.unwrap(),
  lag: offset.nullable().meta({ description: 'Events not yet consumed, over all partitions; null when the event stream did not say.' }),
});

/** One service's row: unreachable is a finding, not an error, and says why. */
export const ServiceStreams = StreamHealth.extend({
  service: z.string(),
  reachable: z.boolean(),
  reason: z.string().optional().meta({ description: 'Why the service is called unreachable.' }),
  groups: z.array(Group),
});
export type ServiceStreams = z.infer<typeof ServiceStreams>;

/** The answer of `GET /v1/operations/streams`. */
export const StreamOverview = z.object({ asOf: z.iso.datetime(), services: z.array(ServiceStreams) }).meta({ id: 'StreamOverview' });
export type StreamOverview = z.infer<typeof StreamOverview>;

/** The row of a service that answered. */
export function reachable(service: string, health: StreamHealth): ServiceStreams {
  const groups = health.groups.map(({ group, partitions }) => ({
    group,
    partitions: partitions ?? [],
    lag: partitions && totalLag(partitions),
  }));
  return { service, reachable: true, ...health, groups };
}

/** The row of a service that did not answer as it should. */
export function unreachable(service: string, reason: string): ServiceStreams {
  return { service, reachable: false, reason, outbox: null, groups: [], projections: [], deadLetters: [] };
}

const totalLag = (partitions: readonly { readonly lag: string }[]): string =>
  partitions.reduce((total, { lag }) => total + BigInt(lag), 0n).toString();
