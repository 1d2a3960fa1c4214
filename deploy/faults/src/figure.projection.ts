import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { rowDigest } from '@jinqiao/projection/projected-table';
import type { ProjectedTable, Projection } from '@jinqiao/projection/projection';
import { figureChanged } from './figure-event.js';
import type { FigureState } from './figure-event.js';

/** The name of the projection under test. */
export const projectionName = 'known-figure.v1';

const columns = ['figure_id', 'version', 'amount', 'note'];
const written = `${columns.join(', ')}, row_digest, applied_at`;
const values = `${columns.join(', ')}, ${rowDigest(columns, 'event')}, clock_timestamp()`;

/** What the projection writes and can be rebuilt from the topic; the effects are the suite's own. */
const tables: readonly ProjectedTable[] = ['known_version', 'known_figure'].map((name) => ({
  name,
  subjectColumn: 'figure_id',
  versionColumn: 'version',
  columns,
}));

/**
 * Applies events set-based behind the guard, as the house's projections do. An event has an effect when it is newer than the row and than what precedes it in the batch,
 * just as if events were applied one by one; effects are appended without any guard of their own, so that a second one of the same event shows.
 */
export const applyGuarded = `
WITH event AS (
  SELECT *, max(version) OVER (PARTITION BY figure_id ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS version_before
  FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::text[], $5::uuid[]) WITH ORDINALITY AS given(figure_id, version, amount, note, event_id, place)
), fresh AS (
  SELECT event.* FROM event LEFT JOIN known_figure known USING (figure_id)
  WHERE event.version > coalesce(known.version, 0) AND event.version > coalesce(event.version_before, 0)
), newest AS (
  INSERT INTO known_figure AS known (${written})
  SELECT ${values} FROM (SELECT DISTINCT ON (figure_id) * FROM event ORDER BY figure_id, version DESC) event
  ON CONFLICT (figure_id) DO UPDATE SET version = excluded.version, amount = excluded.amount, note = excluded.note, row_digest = excluded.row_digest, applied_at = excluded.applied_at
  WHERE known.version < excluded.version
), history AS (
  INSERT INTO known_version (${written}) SELECT ${values} FROM event ORDER BY figure_id, version
  ON CONFLICT (figure_id, version) DO NOTHING
)
INSERT INTO effect (figure_id, version, event_id) SELECT figure_id, version, event_id FROM fresh ORDER BY place`;

/** The columns of the events as `applyGuarded` takes them. */
export function eventColumns(events: readonly StreamEvent[]): unknown[] {
  const states = events.map(({ data }) => data as FigureState);
  return [
    events.map(({ subject }) => subject),
    events.map(({ version }) => version),
    states.map(({ amount }) => amount),
    states.map(({ note }) => note),
    events.map(({ id }) => id),
  ];
}

/** The projection under test; `around` wraps each application, so that a fault can strike before or after it. */
export function knownFigures(topic: string, around: (apply: () => Promise<void>) => Promise<void> = (apply) => apply()): Projection {
  const contract = figureChanged(topic);
  return {
    name: projectionName,
    tables,
    topic: contract.topic,
    contracts: [contract],
    apply: (sql, events) => around(async () => void (await sql(applyGuarded, eventColumns(events)))),
  };
}
