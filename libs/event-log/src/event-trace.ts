import type { Pool } from 'pg';
import { inPoolTransaction } from './transaction.js';

/** One event of a subject on the write side: as it was logged, whether it still waits for the relay, and where it stands on the stream (null when not yet, or when that was more than 30 days ago). */
export type EventTrace = {
  readonly eventId: string;
  readonly eventType: string;
  readonly topic: string;
  readonly version: number;
  readonly position: string;
  readonly correlationId: string;
  readonly traceparent?: string;
  readonly authId?: string;
  readonly happenedAt: string;
  readonly recordedAt: string;
  readonly pending: boolean;
  readonly publication: { readonly partition: number; readonly offset: string; readonly publishedAt: string } | null;
  readonly content: unknown;
};

/** Every event of a subject, oldest first, as an operator may see it. An event that was published more than once shows its last place. */
export function eventTrace(pool: Pool, subject: string): Promise<EventTrace[]> {
  return inPoolTransaction(pool, { actor: 'operator' }, async (sql) => {
    const rows = await sql(
      `SELECT event_id, event_type, topic, version, position::text, correlation_id, traceparent, auth_id, happened_at, recorded_at, content,
         EXISTS (SELECT 1 FROM outbox WHERE outbox.position = event_log.position) AS pending, place.partition, place.event_offset, place.published_at
       FROM event_log LEFT JOIN LATERAL (
         SELECT partition, (base_offset + array_position(positions, event_log.position) - 1)::text AS event_offset, published_at FROM publication
         WHERE int8range(first_position, last_position, '[]') @> event_log.position AND event_log.position = ANY (positions)
         ORDER BY publication_id DESC LIMIT 1) AS place ON true
       WHERE subject = $1 ORDER BY version`,
      [subject],
    );
    return rows.map(traceOf);
  });
}

function traceOf(row: Record<string, unknown>): EventTrace {
  const { traceparent, auth_id: authId } = row;
  return {
    eventId: String(row['event_id']),
    eventType: String(row['event_type']),
    topic: String(row['topic']),
    version: Number(row['version']),
    position: String(row['position']),
    correlationId: String(row['correlation_id']),
    ...(typeof traceparent === 'string' && { traceparent }),
    ...(typeof authId === 'string' && { authId }),
    happenedAt: instant(row['happened_at']),
    recordedAt: instant(row['recorded_at']),
    pending: row['pending'] === true,
    publication: placeOf(row),
    content: row['content'],
  };
}

function placeOf(row: Record<string, unknown>): EventTrace['publication'] {
  if (row['published_at'] === null) return null;
  return { partition: Number(row['partition']), offset: String(row['event_offset']), publishedAt: instant(row['published_at']) };
}

const instant = (value: unknown): string => (value as Date).toISOString();
