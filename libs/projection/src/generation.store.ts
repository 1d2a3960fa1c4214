import type { Sql } from '@jinqiao/event-log/sql';

export type Generation = 'blue' | 'green';

/** What a projection serves, and what is known of its other generation. */
export type Generations = {
  readonly projection: string;
  readonly serving: Generation;
  readonly shadow: 'empty' | 'filling' | 'ready' | 'kept';
};

/** How far each partition has been applied. */
export type Offsets = ReadonlyMap<number, bigint>;

/** The projections that stand twice in this service. */
export async function generations(sql: Sql): Promise<readonly Generations[]> {
  return (await sql('SELECT projection, serving, shadow FROM projection_generation ORDER BY projection')) as readonly Generations[];
}

/** Locks what is said of one projection's generations until the transaction ends; undefined when it stands once. */
export async function lockGenerations(sql: Sql, projection: string): Promise<Generations | undefined> {
  const [row] = await sql('SELECT projection, serving, shadow FROM projection_generation WHERE projection = $1 FOR UPDATE', [projection]);
  return row as Generations | undefined;
}

export const otherThan = (generation: Generation): Generation => (generation === 'blue' ? 'green' : 'blue');

/** Empties the shadow, takes its secondary indexes away and sets its checkpoints to zero; the actor must be the operator. */
export async function clearShadow(sql: Sql, projection: string, place: { topic: string; partitions: readonly number[] }): Promise<void> {
  await sql('SELECT clear_shadow($1)', [projection]);
  await sql(
    `INSERT INTO projection_checkpoint (projection, topic, partition, generation, serving)
     SELECT projection, $2, partition, CASE serving WHEN 'blue' THEN 'green' ELSE 'blue' END, false
     FROM projection_generation, unnest($3::integer[]) AS partition WHERE projection = $1`,
    [projection, place.topic, place.partitions],
  );
}

/** Gives the shadow the indexes of the generation that is served, and the planner its figures. */
export async function indexShadow(sql: Sql, projection: string): Promise<void> {
  await sql("SELECT set_config('statement_timeout', '30min', true), set_config('maintenance_work_mem', '128MB', true)");
  await sql('SELECT index_shadow($1)', [projection]);
}

export async function markShadowReady(sql: Sql, projection: string): Promise<void> {
  await sql("UPDATE projection_generation SET shadow = 'ready' WHERE projection = $1", [projection]);
}

/** Serves the other generation from this transaction's commit on, and keeps the one served so far; rejects with 55P03 when readers or batches hold it up too long. */
export async function serveShadow(sql: Sql, projection: string): Promise<Generation> {
  const [row] = await sql('SELECT serve_shadow($1) AS serving', [projection]);
  return row?.['serving'] as Generation;
}

/** How far the generation that is served has come, or the other. */
export async function offsetsOf(sql: Sql, projection: string, which: 'serving' | 'shadow'): Promise<Offsets> {
  const rows = await sql('SELECT partition, next_offset::text AS next FROM projection_checkpoint WHERE projection = $1 AND serving = $2', [
    projection,
    which === 'serving',
  ]);
  return offsets(rows);
}

/** The same of the one that is served, held still: no batch is applied to it until the transaction ends. */
export async function holdServing(sql: Sql, projection: string, withinMs: number): Promise<Offsets> {
  await sql("SELECT set_config('lock_timeout', $1, true)", [`${withinMs}ms`]);
  const rows = await sql(
    'SELECT partition, next_offset::text AS next FROM projection_checkpoint WHERE projection = $1 AND serving ORDER BY partition FOR UPDATE',
    [projection],
  );
  return offsets(rows);
}

/** Moves a checkpoint of the shadow from one offset to another; false when it does not stand there, or belongs to what is served by now. */
export async function moveShadow(
  sql: Sql,
  place: { projection: string; generation: Generation; partition: number },
  move: { from: bigint; to: bigint; recordedAt: string | undefined; unknownTypes: number },
): Promise<boolean> {
  const moved = await sql(
    `UPDATE projection_checkpoint SET next_offset = $5, recorded_at = coalesce($6::timestamptz, recorded_at), applied_at = clock_timestamp(), unknown_types = unknown_types + $7
     WHERE projection = $1 AND generation = $2 AND partition = $3 AND next_offset = $4 AND NOT serving RETURNING partition`,
    [place.projection, place.generation, place.partition, move.from, move.to, move.recordedAt ?? null, move.unknownTypes],
  );
  return moved.length > 0;
}

/** Makes the names of projected tables mean the shadow until the transaction ends; a lost commit is no harm, for its checkpoint is lost with it. */
export async function enterShadow(sql: Sql): Promise<void> {
  await sql(
    "SELECT set_config('search_path', format('%I, %I', current_schema() || '_shadow', current_schema()), true), set_config('synchronous_commit', 'off', true)",
  );
}

const offsets = (rows: readonly Readonly<Record<string, unknown>>[]): Offsets =>
  new Map(rows.map((row) => [Number(row['partition']), BigInt(String(row['next']))]));
