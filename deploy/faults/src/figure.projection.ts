import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import type { Projection } from '@jinqiao/projection/projection';
import { figureChanged } from './figure-event.js';
import type { FigureState } from './figure-event.js';

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
  INSERT INTO known_figure AS known (figure_id, version, amount, note)
  SELECT DISTINCT ON (figure_id) figure_id, version, amount, note FROM event ORDER BY figure_id, version DESC
  ON CONFLICT (figure_id) DO UPDATE SET version = excluded.version, amount = excluded.amount, note = excluded.note WHERE known.version < excluded.version
), history AS (
  INSERT INTO known_version (figure_id, version, amount, note) SELECT figure_id, version, amount, note FROM event ORDER BY figure_id, version
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
    name: 'known-figure.v1',
    topic: contract.topic,
    contracts: [contract],
    apply: (sql, events) => around(async () => void (await sql(applyGuarded, eventColumns(events)))),
  };
}
