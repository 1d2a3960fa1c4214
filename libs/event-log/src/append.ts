import { isDeepStrictEqual } from 'node:util';
import type { EventContract } from '@jinqiao/contracts/event-contract';
import { Problem } from '@jinqiao/problem-details/problem';
import { shardOf } from './shards.js';
import type { Sql } from './sql.js';

/** An event about to be appended: `data` is the whole state of the aggregate `subject` at `version`; `institutionId` owns the row, absent when no institution does. */
export type NewEvent<D = unknown> = {
  readonly contract: EventContract<D>;
  /** UUIDv7. */
  readonly id: string;
  readonly subject: string;
  readonly version: number;
  readonly institutionId?: string;
  /** An instant in UTC. */
  readonly happenedAt: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly traceparent?: string;
  readonly authId?: string;
  readonly authType?: string;
  readonly data: D;
};

/** An aggregate's own guarded INSERT or UPDATE with RETURNING of at least one column; its parameters are `$1 … $n`, each of them used. */
export type Change = { readonly statement: string; readonly parameters: readonly unknown[] };

/** The largest content of an event, in bytes of its JSON, that fits the broker's record together with its headers. */
export const contentBytesMax = 900_000;

const columns =
  'event_id, event_type, topic, subject, version, institution_id, happened_at, correlation_id, causation_id, traceparent, auth_id, auth_type, content';
const recordset = `event_id uuid, event_type text, topic text, subject uuid, version integer, institution_id uuid, happened_at timestamptz,
  correlation_id text, causation_id text, traceparent text, auth_id text, auth_type text, content jsonb, content_bytes integer`;

// The position is drawn before the two inserts: INSERT … RETURNING would need the right to read the log, which a writer has not.
const appendTo = (appended: string): string => `appended AS (${appended}),
  logged AS (INSERT INTO event_log (position, ${columns}) SELECT position, ${columns} FROM appended ORDER BY position),
  pending AS (INSERT INTO outbox (position, shard, institution_id, content_bytes)
    SELECT position, ${shardOf('subject')}, institution_id, content_bytes FROM appended ORDER BY position)`;

/**
 * Changes an aggregate, logs its event and queues it for the relay in one statement; false when the change touched no row (its version guard failed), and then nothing is written.
 * The aggregate's row is locked before the event's position is drawn, so that positions of one subject follow the order of its commits.
 */
export async function append<D>(sql: Sql, change: Change, event: NewEvent<D>): Promise<boolean> {
  await sql.requireRoom?.();
  const statement = `WITH change AS (${change.statement}),
  ${appendTo(`SELECT nextval('event_log_position_seq') AS position, event.*
    FROM (SELECT 1 FROM change LIMIT 1) changed CROSS JOIN jsonb_to_recordset($${change.parameters.length + 1}::jsonb) AS event(${recordset})`)}
  SELECT EXISTS (SELECT 1 FROM change) AS changed`;
  const [row] = await sql(statement, [...change.parameters, JSON.stringify([eventRow(event)])]);
  return row?.['changed'] === true;
}

/** Logs and queues many events in their order, in one statement; for a caller that holds the locks of all their aggregates already. */
export async function appendAll(sql: Sql, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql.requireRoom?.();
  const statement = `WITH event AS (
    SELECT * FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (${recordset})) WITH ORDINALITY AS event(${columns}, content_bytes, place) ORDER BY place),
  ${appendTo("SELECT nextval('event_log_position_seq') AS position, event.* FROM event")}
  SELECT count(*) AS appended FROM appended`;
  await sql(statement, [JSON.stringify(events.map((event) => eventRow(event)))]);
}

function eventRow<D>(event: NewEvent<D>): Record<string, unknown> {
  const content = closedContent(event);
  const contentBytes = Buffer.byteLength(JSON.stringify(content));
  if (contentBytes > contentBytesMax) {
    throw new Problem(
      'event-too-large',
      `The published state of ${event.subject} would take ${contentBytes} bytes, and at most ${contentBytesMax} can be published. Shorten or split it.`,
    );
  }
  return {
    event_id: event.id,
    event_type: event.contract.type,
    topic: event.contract.topic,
    subject: event.subject,
    version: event.version,
    institution_id: event.institutionId,
    happened_at: event.happenedAt,
    correlation_id: event.correlationId,
    causation_id: event.causationId,
    traceparent: event.traceparent,
    auth_id: event.authId,
    auth_type: event.authType,
    content,
    content_bytes: contentBytes,
  };
}

/** Producers are held to the closed contract: a field that it does not know, or would change, is a defect of the caller. */
function closedContent<D>({ contract, subject, version, data }: NewEvent<D>): unknown {
  const content = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  const parsed = contract.data.safeParse(content);
  if (!parsed.success)
    throw new Error(`The state of ${subject} at version ${version} does not fit ${contract.type}: ${parsed.error.message}`);
  if (!isDeepStrictEqual(parsed.data, content))
    throw new Error(`The state of ${subject} at version ${version} has fields that ${contract.type} does not know.`);
  if (content['version'] !== undefined && content['version'] !== version) {
    throw new Error(`The state of ${subject} says version ${JSON.stringify(content['version'])}, its event says ${version}.`);
  }
  return content;
}
