import { eventTrace } from '@jinqiao/event-log/event-trace';
import type { EventTrace } from '@jinqiao/event-log/event-trace';
import { projectionTrace } from '@jinqiao/projection/projection-trace';
import type { ProjectionTrace } from '@jinqiao/projection/projection-trace';
import type { StreamParts } from './stream-health.js';

/** What one service knows of a subject: the events that it published of it, and what its projections made of those that it consumed. */
export type SubjectTrace = {
  readonly service: string;
  readonly published: readonly EventTrace[];
  readonly projected: readonly ProjectionTrace[];
};

/** Reads the trace of a subject, a UUID, from the service's own tables. */
export async function subjectTrace({ service, publishing, consuming }: StreamParts, subject: string): Promise<SubjectTrace> {
  const [published, projected] = await Promise.all([
    publishing ? eventTrace(publishing.pool, subject) : [],
    consuming ? projectionTrace(consuming.pool, consuming.projector.registered(), subject) : [],
  ]);
  return { service, published, projected };
}
