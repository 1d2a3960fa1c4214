import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { Pool } from 'pg';
import type { Projection } from './projection.js';

/** What one projection of a service knows of a subject; instants in UTC, offsets as decimal texts. */
export type ProjectionTrace = {
  readonly projection: string;
  readonly topic: string;
  /** Its first table; null where the projection says nothing of its tables. */
  readonly table: string | null;
  /** The versions that have a row, and when they were applied; null for rows from before that was kept. */
  readonly versions: readonly { readonly version: number; readonly appliedAt: string | null }[];
  /** How far each partition has been applied by the generation that is served. */
  readonly checkpoints: readonly { readonly partition: number; readonly nextOffset: string; readonly generation: string }[];
  readonly letters: readonly {
    readonly letterId: string;
    readonly partition: number;
    readonly offset: string;
    readonly version: number | null;
    readonly reason: string;
    readonly firstSeenAt: string;
    readonly resolvedAt: string | null;
    readonly resolution: string | null;
  }[];
};

/** What the projections know of a subject, a UUID. */
export function projectionTrace(pool: Pool, projections: readonly Projection[], subject: string): Promise<ProjectionTrace[]> {
  return inPoolTransaction(pool, { actor: 'projector' }, async (sql) => {
    const traces: ProjectionTrace[] = [];
    for (const projection of projections) traces.push(await traceOf(sql, projection, subject));
    return traces;
  });
}

async function traceOf(sql: Sql, projection: Projection, subject: string): Promise<ProjectionTrace> {
  const { name, topic, tables: [first] = [] } = projection;
  const checkpoints = await sql(
    `SELECT partition, next_offset::text AS "nextOffset", generation FROM projection_checkpoint
     WHERE projection = $1 AND topic = $2 AND serving ORDER BY partition`,
    [name, topic],
  );
  const letters = await sql(
    `SELECT id AS "letterId", partition, record_offset::text AS offset, version, reason, first_seen_at AS "firstSeenAt", resolved_at AS "resolvedAt", resolution
     FROM dead_letter WHERE projection = $1 AND topic = $2 AND subject = $3 ORDER BY first_seen_at, id LIMIT 200`,
    [name, topic, subject],
  );
  const rows = first
    ? await sql(
        `SELECT ${first.versionColumn} AS version, max(applied_at) AS "appliedAt" FROM ${first.name} WHERE ${first.subjectColumn} = $1 GROUP BY 1 ORDER BY 1`,
        [subject],
      )
    : [];
  return {
    projection: name,
    topic,
    table: first?.name ?? null,
    versions: rows.map(({ version, appliedAt }) => ({ version: Number(version), appliedAt: instant(appliedAt) })),
    checkpoints: checkpoints as unknown as ProjectionTrace['checkpoints'],
    letters: letters.map((letter) => ({
      ...(letter as unknown as ProjectionTrace['letters'][number]),
      version: letter['version'] === null ? null : Number(letter['version']),
      firstSeenAt: instant(letter['firstSeenAt']) ?? '',
      resolvedAt: instant(letter['resolvedAt']),
    })),
  };
}

const instant = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);
