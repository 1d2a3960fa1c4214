import type { Topic } from '@jinqiao/contracts/event-contract';
import type { PublishedRun } from '@jinqiao/event-stream/event-stream';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { escapeLiteral } from 'pg';
import type { Pool } from 'pg';
import type { RelayLease } from './relay-lease.js';
import { inOneExchange } from './transaction.js';

/** Events that wait for the broker, in the order of their positions; `more` when others wait behind them. */
export type Unpublished = { readonly positions: readonly string[]; readonly events: readonly StreamEvent[]; readonly more: boolean };

/** Events that the broker has, and where. */
export type Published = { readonly batch: Unpublished; readonly runs: readonly PublishedRun[] };

const eventsMax = 500;
// One record batch must fit the broker's message.max.bytes (1 MiB): contents and, reckoned generously, their headers.
const batchBytesMax = 980_000;
const headerBytes = 1_500;

type Row = {
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly topic: Topic;
  readonly subject: string;
  readonly version: number;
  readonly happenedAt: Date;
  readonly recordedAt: Date;
  readonly correlationId: string;
  readonly optional: Pick<StreamEvent, 'causationId' | 'traceparent' | 'authId' | 'authType'>;
  readonly content: unknown;
  readonly waiting: string;
};

const scope = { actor: 'relay' } as const;
const isLease = ({ shard, holder, epoch }: RelayLease): string =>
  `shard = ${shard} AND holder = ${escapeLiteral(holder)} AND epoch = ${epoch}`;
const positionsOf = (positions: readonly string[]): string => `'{${positions.map(BigInt).join(',')}}'::bigint[]`;

/**
 * Reads the oldest unpublished events of the lease's shard: at most 500 and about 1 MB, at least one when any waits; none once the lease has changed hands,
 * which the holder's own clock may not know yet when the database's clock was moved. Events under way are left out by name, never by "behind the last
 * position": a lower one of another subject may be committed later.
 */
export async function readUnpublished(
  pool: Pool,
  lease: RelayLease,
  { source, except = [] }: { readonly source: string; readonly except?: readonly string[] },
): Promise<Unpublished> {
  const rows = (await inOneExchange(pool, { scope, durable: true }, unpublished(lease, except))) as readonly Row[];
  return {
    positions: rows.map((row) => row.position),
    events: rows.map((row) => streamEvent(row, source)),
    more: Number(rows[0]?.waiting ?? 0) > rows.length || rows.length === eventsMax,
  };
}

const unpublished = (lease: RelayLease, except: readonly string[]): string => `
  SELECT position, event_id AS id, event_type AS type, topic, subject, version, happened_at AS "happenedAt", recorded_at AS "recordedAt",
    correlation_id AS "correlationId", content, waiting,
    jsonb_strip_nulls(jsonb_build_object('causationId', causation_id, 'traceparent', traceparent, 'authId', auth_id, 'authType', auth_type)) AS optional
  FROM (SELECT position, content_bytes + ${headerBytes} AS bytes, count(*) OVER () AS waiting,
          sum(content_bytes + ${headerBytes}) OVER (ORDER BY position) AS bytes_through
        FROM (SELECT position, content_bytes FROM outbox WHERE shard = ${lease.shard}${except.length === 0 ? '' : ` AND position <> ALL (${positionsOf(except)})`}
              ORDER BY position LIMIT ${eventsMax}) oldest) oldest
  JOIN event_log USING (position)
  WHERE (bytes_through <= ${batchBytesMax} OR bytes_through = bytes)
    AND EXISTS (SELECT 1 FROM relay_lease WHERE ${isLease(lease)})
  ORDER BY position`;

/**
 * Takes published events out of the outbox and notes where they stand on the stream; false when the lease has changed hands meanwhile, and then nothing is
 * changed. The disk is not waited for: a crash of Postgres may undo it, and the events are then published once more.
 */
export async function settlePublished(pool: Pool, lease: RelayLease, { batch, runs }: Published): Promise<boolean> {
  const places = new Map(batch.events.map((event, index) => [event, String(batch.positions[index])]));
  const publications = runs.map(({ topic, partition, baseOffset, events }) => {
    const positions = events.map((event) => places.get(event) ?? '0');
    return `(${escapeLiteral(topic)}, ${partition}, ${baseOffset}::bigint, ${positionsOf(positions)})`;
  });
  const [row] = await inOneExchange(
    pool,
    { scope, durable: false },
    `WITH lease AS (SELECT 1 FROM relay_lease WHERE ${isLease(lease)} FOR SHARE),
       published AS (DELETE FROM outbox WHERE position = ANY (${positionsOf(batch.positions)}) AND EXISTS (SELECT 1 FROM lease))
       ${publications.length === 0 ? '' : `, noted AS (${note(publications)})`}
     SELECT EXISTS (SELECT 1 FROM lease) AS held`,
  );
  return row?.['held'] === true;
}

const note = (publications: readonly string[]): string => `
  INSERT INTO publication (topic, partition, base_offset, first_position, last_position, positions)
  SELECT topic, partition, base_offset, (SELECT min(position) FROM unnest(positions) AS position), (SELECT max(position) FROM unnest(positions) AS position), positions
  FROM (VALUES ${publications.join(', ')}) AS run (topic, partition, base_offset, positions)
  WHERE EXISTS (SELECT 1 FROM lease)`;

const publicationsKeptDays = 30;
const publicationsPrunedAtOnce = 500;

/** Forgets where the oldest events stand, a few at a time, once they have stood there for 30 days. */
export async function prunePublications(pool: Pool): Promise<void> {
  await inOneExchange(
    pool,
    { scope, durable: false },
    `DELETE FROM publication USING (SELECT publication_id FROM publication ORDER BY publication_id LIMIT ${publicationsPrunedAtOnce}) AS oldest
     WHERE publication.publication_id = oldest.publication_id AND published_at < clock_timestamp() - interval '${publicationsKeptDays} days'`,
  );
}

function streamEvent({ id, type, topic, subject, version, correlationId, content, ...row }: Row, source: string): StreamEvent {
  const times = { happenedAt: row.happenedAt.toISOString(), recordedAt: row.recordedAt.toISOString() };
  return { id, type, source, topic, subject, version, ...times, correlationId, ...row.optional, data: content };
}
