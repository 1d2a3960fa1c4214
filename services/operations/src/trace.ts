import { productKinds } from '@jinqiao/product-types/product-kinds';
import { difference } from '@jinqiao/semantic-difference/difference';
import { z } from 'zod';
import type { ProductTrace, SubjectTrace } from './trace.api.js';
import type { WatchedService } from './watched-service.js';

type Told = { readonly service: WatchedService } & SubjectTrace;
type Published = SubjectTrace['published'][number];
type Projected = SubjectTrace['projected'][number];
type Version = ProductTrace['versions'][number];

const State = z.looseObject({ productType: z.string().default('') });

/** The way of every version, oldest first: request → outbox → topic → each projection of that topic → row, put together from what the services say. */
export function tracedVersions(told: readonly Told[]): Version[] {
  const published = told.flatMap(({ service, published: events }) => events.map((event) => ({ service, event })));
  const ordered = published.sort((one, other) => one.event.version - other.event.version);
  return ordered.map(({ service, event }, at) => ({
    version: event.version,
    eventId: event.eventId,
    eventType: event.eventType,
    request: {
      correlationId: event.correlationId,
      ...(event.traceparent !== undefined && { traceparent: event.traceparent }),
      who: event.authId ?? null,
      happenedAt: event.happenedAt,
    },
    outbox: { service, recordedAt: event.recordedAt, pending: event.pending },
    topic: event.publication && {
      topic: event.topic,
      ...event.publication,
      afterMs: millisecondsBetween(event.recordedAt, event.publication.publishedAt),
    },
    consumers: told.flatMap(({ service: by, projected }) =>
      projected.filter(({ topic }) => topic === event.topic).map((projection) => ({ service: by, ...consumer(event, projection) })),
    ),
    difference: changed(ordered[at - 1]?.event, event),
  }));
}

function consumer(
  event: Published,
  { projection, table, versions, checkpoints, letters }: Projected,
): Omit<Version['consumers'][number], 'service'> {
  const { publication, version, recordedAt } = event;
  const checkpoint = checkpoints.find(({ partition }) => partition === publication?.partition);
  const row = versions.find((applied) => applied.version === version);
  return {
    projection,
    consumed: publication === null ? null : checkpoint !== undefined && BigInt(checkpoint.nextOffset) > BigInt(publication.offset),
    row: row && table !== null ? { table, appliedAt: row.appliedAt, afterMs: millisecondsBetween(recordedAt, row.appliedAt) } : null,
    letter: letters.find((letter) => letter.version === version) ?? null,
  };
}

/** Their number, and the day from which a version is in effect, are not part of what it says. */
const besides = new Set(['/version', '/effectiveFrom']);

/** Where two versions mean something else. */
function changed(before: Published | undefined, after: Published): Version['difference'] {
  if (before === undefined) return null;
  const { productType } = State.safeParse(after.content).data ?? { productType: '' };
  return difference(before.content, after.content, productKinds(productType)).filter(({ pointer }) => !besides.has(pointer));
}

const millisecondsBetween = (from: string, to: string | null): number | null =>
  to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from));
