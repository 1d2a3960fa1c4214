import { bucketOf, versionHash, xorOf } from '@jinqiao/event-log/source-digest';
import type { BucketDigest } from '@jinqiao/event-log/source-digest';
import type { Sql } from '@jinqiao/event-log/sql';
import { rowDigest } from './projected-table.js';
import type { ProjectedTable, Projection } from './projection.js';

/** A bucket of a projection, from the rows as they are stored; `altered`: how many subjects have a row that is not as apply has written it. */
export type ProjectionBucket = BucketDigest & { readonly altered: number };

/** The versions of a subject that the projection keeps, in their order, and whether one of its rows is not as apply has written it, is missing or is too many. */
export type ProjectedSubject = { readonly subject: string; readonly versions: readonly number[]; readonly altered: boolean };

/**
 * Digests the stored rows of a projection that has tables, bucket by bucket; `schema` names the schema to look in when it is not the service's own.
 * The transaction's actor must be the projector.
 */
export async function projectionDigest(sql: Sql, projection: Projection, schema?: string): Promise<readonly ProjectionBucket[]> {
  const rows = await sql(`
    WITH known AS (
      SELECT subject, sum(version) AS version_sum, bit_xor(${versionHash('subject', 'version')}) AS xor, bool_or(altered) AS altered
      FROM (${storedVersions(projection, schema)}) stored GROUP BY subject)
    SELECT ${bucketOf('subject')} AS bucket, count(*)::integer AS subjects, sum(version_sum)::float8 AS "versionSum", ${xorOf('xor')} AS xor,
      count(*) FILTER (WHERE altered)::integer AS altered
    FROM known GROUP BY 1 ORDER BY 1`);
  return rows as readonly ProjectionBucket[];
}

/** The subjects of one bucket; the transaction's actor must be the projector. */
export async function projectedSubjects(sql: Sql, projection: Projection, bucket: number): Promise<readonly ProjectedSubject[]> {
  const rows = await sql(
    `SELECT subject, array_agg(version ORDER BY version) AS versions, bool_or(altered) AS altered
     FROM (${storedVersions(projection)}) stored
     WHERE left(md5(subject::text), 2) = lpad(to_hex($1::integer), 2, '0') GROUP BY subject ORDER BY subject`,
    [bucket],
  );
  return rows as readonly ProjectedSubject[];
}

/** One row for each version in the first table, and for each version that other tables know alone. */
function storedVersions({ name, tables }: Projection, schema?: string): string {
  const [first, ...others] = tables ?? [];
  if (first === undefined) throw new Error(`${name} says nothing of its tables, so they can't be digested.`);
  const qualified = (table: ProjectedTable): string => (schema === undefined ? table.name : `"${schema}".${table.name}`);
  const parts = others.map(
    (table, place) => `LEFT JOIN (
      SELECT ${table.subjectColumn} AS subject, ${table.versionColumn} AS version, count(*) AS row_count, bool_or(${unfit(table)}) AS altered
      FROM ${qualified(table)} AS stored GROUP BY 1, 2) AS part${place}
      ON part${place}.subject = stored.${first.subjectColumn} AND part${place}.version = stored.${first.versionColumn}`,
  );
  const faults = others.flatMap((table, place) => [
    `coalesce(part${place}.altered, false)`,
    ...(table.countedBy === undefined ? [] : [`coalesce(part${place}.row_count, 0) IS DISTINCT FROM stored.${table.countedBy}`]),
  ]);
  const strays = others.map(
    (
      table,
    ) => `UNION ALL SELECT DISTINCT stored.${table.subjectColumn}, stored.${table.versionColumn}, true FROM ${qualified(table)} AS stored
      WHERE NOT EXISTS (SELECT 1 FROM ${qualified(first)} AS known
        WHERE known.${first.subjectColumn} = stored.${table.subjectColumn} AND known.${first.versionColumn} = stored.${table.versionColumn})`,
  );
  return `
    SELECT stored.${first.subjectColumn} AS subject, stored.${first.versionColumn} AS version, ${[unfit(first), ...faults].join(' OR ')} AS altered
    FROM ${qualified(first)} AS stored ${parts.join(' ')} ${strays.join(' ')}`;
}

const unfit = ({ columns }: ProjectedTable): string => `stored.row_digest IS DISTINCT FROM ${rowDigest(columns, 'stored')}`;
