import type { Topic } from '@jinqiao/contracts/event-contract';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import type { Pool } from 'pg';
import type { RelayLease } from './relay-lease.js';
import { inPoolTransaction } from './transaction.js';

/** Events that wait for the broker, in the order of their positions. */
export type Unpublished = { readonly positions: readonly string[]; readonly events: readonly StreamEvent[] };

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
};

/**
 * Reads the oldest unpublished events of the lease's shard: at most 500 and about 1 MB, at least one when any waits; none once the lease has changed hands,
 * which the holder's own clock may not know yet when the database's clock was moved.
 */
export async function readUnpublished(pool: Pool, lease: RelayLease, source: string): Promise<Unpublished> {
  const rows = (await inPoolTransaction(pool, { actor: 'relay' }, (sql) =>
    sql(
      `SELECT position, event_id AS id, event_type AS type, topic, subject, version, happened_at AS "happenedAt", recorded_at AS "recordedAt",
         correlation_id AS "correlationId", content,
         jsonb_strip_nulls(jsonb_build_object('causationId', causation_id, 'traceparent', traceparent, 'authId', auth_id, 'authType', auth_type)) AS optional
       FROM (SELECT position, content_bytes + ${headerBytes} AS bytes, sum(content_bytes + ${headerBytes}) OVER (ORDER BY position) AS bytes_through
             FROM (SELECT position, content_bytes FROM outbox WHERE shard = $1 ORDER BY position LIMIT ${eventsMax}) oldest) waiting
       JOIN event_log USING (position)
       WHERE (bytes_through <= ${batchBytesMax} OR bytes_through = bytes)
         AND EXISTS (SELECT 1 FROM relay_lease WHERE shard = $1 AND holder = $2 AND epoch = $3)
       ORDER BY position`,
      [lease.shard, lease.holder, lease.epoch],
    ),
  )) as readonly Row[];
  return { positions: rows.map((row) => row.position), events: rows.map((row) => streamEvent(row, source)) };
}

/** Takes published events out of the outbox; false when the lease has changed hands meanwhile, and then nothing is deleted. */
export async function deletePublished(pool: Pool, lease: RelayLease, positions: readonly string[]): Promise<boolean> {
  const [row] = await inPoolTransaction(pool, { actor: 'relay' }, (sql) =>
    sql(
      `WITH lease AS (SELECT 1 FROM relay_lease WHERE shard = $1 AND holder = $2 AND epoch = $3 FOR SHARE),
         published AS (DELETE FROM outbox WHERE position = ANY($4::bigint[]) AND EXISTS (SELECT 1 FROM lease))
       SELECT EXISTS (SELECT 1 FROM lease) AS held`,
      [lease.shard, lease.holder, lease.epoch, positions],
    ),
  );
  return row?.['held'] === true;
}

function streamEvent({ id, type, topic, subject, version, correlationId, content, ...row }: Row, source: string): StreamEvent {
  const times = { happenedAt: row.happenedAt.toISOString(), recordedAt: row.recordedAt.toISOString() };
  return { id, type, source, topic, subject, version, ...times, correlationId, ...row.optional, data: content };
}
