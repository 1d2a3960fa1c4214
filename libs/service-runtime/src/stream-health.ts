import { outboxHealth } from '@jinqiao/event-log/outbox-health';
import type { OutboxHealth } from '@jinqiao/event-log/outbox-health';
import type { EventStream, PartitionLag } from '@jinqiao/event-stream/event-stream';
import type { ProjectionFreshness, Projector } from '@jinqiao/projection/projector';
import type { Pool } from 'pg';

/** A partition's lag with offsets as decimal texts; `committedOffset` is null before the group's first commit. */
export type PartitionLagText = { topic: string; partition: number; committedOffset: string | null; endOffset: string; lag: string };

/** How far one service is along its streams; a part that the service lacks is empty, a part that does not answer is null. */
export type StreamHealth = {
  readonly service: string;
  readonly outbox: OutboxHealth | null;
  readonly groups: readonly {
    readonly group: string;
    /** How many consumers belong to it at this moment. */
    readonly members: number | null;
    readonly partitions: readonly PartitionLagText[] | null;
  }[];
  readonly projections: readonly {
    projection: string;
    topic: string;
    partition: number;
    nextOffset: string;
    freshnessMs: number | null;
    appliedAt: string | null;
  }[];
  readonly deadLetters: readonly { projection: string; open: number }[];
};

/** The parts of a service that know its streams; each is missing where the service does without it. */
export type StreamParts = {
  readonly service: string;
  readonly publishing?: { readonly pool: Pool };
  readonly consuming?: {
    readonly pool: Pool;
    readonly stream: EventStream;
    readonly projector: Projector;
    readonly topics: () => readonly string[];
  };
};

const answerWithinMs = 1_500;

/** Reads all parts at once, each within 1.5 s. */
export async function streamHealth(parts: StreamParts): Promise<StreamHealth> {
  const { service, consuming } = parts;
  const [stored, partitions, members] = await Promise.all([
    storedHealth(parts),
    consuming ? soon(consuming.stream.lag(service, consuming.topics())) : null,
    consuming ? soon(consuming.stream.members(service)) : null,
  ]);
  const groups = consuming ? [{ group: service, members, partitions: partitions?.map(asText) ?? null }] : [];
  return { service, groups, ...stored };
}

/** The parts that the service's own database knows. */
export async function storedHealth({
  publishing,
  consuming,
}: StreamParts): Promise<Pick<StreamHealth, 'outbox' | 'projections' | 'deadLetters'>> {
  const [outbox, freshness, deadLetters] = await Promise.all([
    publishing ? soon(outboxHealth(publishing.pool)) : null,
    consuming ? soon(consuming.projector.freshness()) : null,
    consuming ? soon(consuming.projector.deadLetters()) : null,
  ]);
  return { outbox, projections: (freshness ?? []).map(asFreshness), deadLetters: deadLetters ?? [] };
}

const asText = ({ topic, partition, committedOffset, endOffset, lag }: PartitionLag): PartitionLagText => ({
  topic,
  partition,
  committedOffset: committedOffset?.toString() ?? null,
  endOffset: endOffset.toString(),
  lag: lag.toString(),
});

/** `freshnessMs`: how long after its recording the last applied event was applied. */
function asFreshness({ projection, topic, partition, nextOffset, appliedAt, recordedAt }: ProjectionFreshness) {
  const freshnessMs = appliedAt === null || recordedAt === null ? null : Math.max(0, Date.parse(appliedAt) - Date.parse(recordedAt));
  return { projection, topic, partition, nextOffset: nextOffset.toString(), freshnessMs, appliedAt };
}

async function soon<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), answerWithinMs);
  });
  try {
    return await Promise.race([answer.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
