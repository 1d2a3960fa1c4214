import { z } from 'zod';
import { GroupRow } from './group-lag.js';
import { StreamHealth } from './stream-health.js';
import type { StreamWindows } from './stream-windows.js';

/** One service's row: unreachable is a finding, not an error, and says why; its groups are then as they were last seen. */
export const ServiceStreams = StreamHealth.extend({
  service: z.string(),
  reachable: z.boolean(),
  reason: z.string().optional().meta({ description: 'Why the service is called unreachable.' }),
  groups: z.array(GroupRow),
});
export type ServiceStreams = z.infer<typeof ServiceStreams>;

/** The answer of `GET /v1/operations/streams`, and each event of `GET /v1/operations/streams/live`. */
export const StreamOverview = z.object({ asOf: z.iso.datetime(), services: z.array(ServiceStreams) }).meta({ id: 'StreamOverview' });
export type StreamOverview = z.infer<typeof StreamOverview>;

/** What a service said when asked, or why it said nothing. */
export type Said = { readonly service: string } & (
  { readonly health: StreamHealth } | { readonly reason: string; readonly status?: number }
);

/** The overview of what the services said at a moment, with what is remembered of their groups. */
export function streamOverview(said: readonly Said[], windows: StreamWindows, now: Date): StreamOverview {
  const services = said.map((answer): ServiceStreams => {
    const { service } = answer;
    const health = 'health' in answer ? answer.health : undefined;
    const groups = windows.rows(service, health, now.getTime());
    return 'health' in answer
      ? { service, reachable: true, ...answer.health, groups }
      : { service, reachable: false, reason: answer.reason, outbox: null, groups, projections: [], deadLetters: [] };
  });
  return { asOf: now.toISOString(), services };
}

/** The overview without the partitions that are OK and without lag, of which a live view needs nothing but the sums. */
export function withoutQuietPartitions(overview: StreamOverview): StreamOverview {
  const services = overview.services.map((service) => ({
    ...service,
    groups: service.groups.map((group) => ({
      ...group,
      partitions: group.partitions.filter(({ lag, state }) => lag !== '0' || state !== 'OK'),
    })),
  }));
  return { ...overview, services };
}
