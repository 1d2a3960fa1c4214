import type { Sql } from '@jinqiao/event-log/sql';
import { rowDigest } from './projected-table.js';
import type { Projection } from './projection.js';

/** What two generations of a projection hold, subject by subject, by the digests of the rows as they are stored. */
export type GenerationComparison = {
  readonly subjects: number;
  /** How many subjects have other rows in the one than in the other. */
  readonly differing: number;
  readonly examples: readonly string[];
};

const examplesMax = 20;

/** Compares what is served with the shadow, from one snapshot; the transaction's actor must be the projector. */
export async function compareGenerations(sql: Sql, projection: Projection): Promise<GenerationComparison> {
  await sql("SELECT set_config('statement_timeout', '30min', true), set_config('work_mem', '64MB', true)");
  const [named] = await sql('SELECT current_schema() AS schema');
  const schema = String(named?.['schema']);
  const [row] = await sql(
    `WITH served AS (${contents(projection, schema)}), shadow AS (${contents(projection, `${schema}_shadow`)}),
       compared AS (
         SELECT subject, (served.rows, served.content) IS DISTINCT FROM (shadow.rows, shadow.content) AS differs
         FROM served FULL JOIN shadow USING (subject))
     SELECT count(*)::integer AS subjects, count(*) FILTER (WHERE differs)::integer AS differing,
       ARRAY(SELECT subject::text FROM compared WHERE differs ORDER BY subject LIMIT ${examplesMax}) AS examples
     FROM compared`,
  );
  return row as unknown as GenerationComparison;
}

/** By subject: how many rows, and the exclusive or of the digests of their contents, each with its table's place. */
function contents({ name, tables = [] }: Projection, schema: string): string {
  if (tables.length === 0) throw new Error(`${name} says nothing of its tables, so they can't be compared.`);
  const rows = tables.map(
    (table, place) =>
      `SELECT ${table.subjectColumn} AS subject, md5('${place}' || ${rowDigest(table.columns, 'stored')}) AS digest FROM "${schema}".${table.name} AS stored`,
  );
  return `SELECT subject, count(*) AS rows, bit_xor(('x' || left(digest, 16))::bit(64)::bigint) AS content FROM (${rows.join(' UNION ALL ')}) stored GROUP BY subject`;
}
