/** A read side without the version guard: whatever is delivered is applied. */
import type { Projection } from '@jinqiao/projection/projection';
import { eventColumns } from '../figure.projection.js';
import { runReadSide } from '../read-side.js';

const applyUnguarded = `
WITH event AS (
  SELECT * FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::text[], $5::uuid[]) WITH ORDINALITY AS given(figure_id, version, amount, note, event_id, place)
), newest AS (
  INSERT INTO known_figure AS known (figure_id, version, amount, note)
  SELECT DISTINCT ON (figure_id) figure_id, version, amount, note FROM event ORDER BY figure_id, place DESC
  ON CONFLICT (figure_id) DO UPDATE SET version = excluded.version, amount = excluded.amount, note = excluded.note
), history AS (
  INSERT INTO known_version (figure_id, version, amount, note) SELECT figure_id, version, amount, note FROM event ON CONFLICT (figure_id, version) DO NOTHING
)
INSERT INTO effect (figure_id, version, event_id) SELECT figure_id, version, event_id FROM event ORDER BY place`;

runReadSide({
  projectionOf: (projection): Projection => ({
    ...projection,
    apply: async (sql, events) => void (await sql(applyUnguarded, eventColumns(events))),
  }),
});
