import type { Sql } from '@jinqiao/event-log/sql';
import type { PublishedVersion } from './product-history.js';

// An approval publishes the version after the one that it was asked for, so that number finds its request.
const versions = `
SELECT event.event_type AS "eventType", event.content AS state, event.happened_at AS "happenedAt", event.auth_id AS "publishedBy",
  request.maker AS "requestedBy", request.requested_at AS "requestedAt", request.reason
FROM event_log AS event
LEFT JOIN change_request AS request
  ON request.product_id = event.subject AND request.outcome = 'approved' AND request.base_version = event.version - 1
WHERE event.subject = $1 AND event.version < $2
ORDER BY event.version DESC LIMIT $3`;

/** The published versions of a product below one, the latest first, as the caller's scope shows them. */
export async function loadVersions(sql: Sql, productId: string, below: number, limit: number): Promise<readonly PublishedVersion[]> {
  const rows = await sql(versions, [productId, below, limit]);
  const instant = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);
  return rows.map(
    (row) => ({ ...row, happenedAt: instant(row['happenedAt']), requestedAt: instant(row['requestedAt']) }) as PublishedVersion,
  );
}
