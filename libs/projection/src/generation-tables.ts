/**
 * DDL of generations. A projection whose tables stand twice, blue and green, serves one of them; `projection_generation` says which, and what is known of the other, its shadow:
 * `empty`, `filling`, `ready` to be served, or `kept` as it was when the other was served instead. `projection_checkpoint` has a row for each generation of a partition; one of them is serving.
 * A projection that is not listed has one generation, `blue`.
 */
export const generationTables: string = `
CREATE TABLE projection_generation (
  projection text PRIMARY KEY,
  serving text NOT NULL DEFAULT 'blue' CHECK (serving IN ('blue', 'green')),
  shadow text NOT NULL DEFAULT 'empty' CHECK (shadow IN ('empty', 'filling', 'ready', 'kept')),
  served_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

ALTER TABLE projection_checkpoint
  ADD COLUMN generation text NOT NULL DEFAULT 'blue' CHECK (generation IN ('blue', 'green')),
  ADD COLUMN serving boolean NOT NULL DEFAULT true,
  DROP CONSTRAINT projection_checkpoint_pkey,
  ADD CONSTRAINT projection_checkpoint_pkey PRIMARY KEY (projection, topic, partition, generation);
CREATE UNIQUE INDEX projection_checkpoint_serving ON projection_checkpoint (projection, topic, partition) WHERE serving;
`;
