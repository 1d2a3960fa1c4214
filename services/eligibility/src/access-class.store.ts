import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Sql } from '@jinqiao/event-log/sql';
import { v7 as uuid } from 'uuid';
import type { SchemeClasses } from './access-class-figures.js';
import { classKey } from './determination.js';
import type { NeededClass } from './determination.js';
import type { AccessOfClass } from './rule-impact.js';

/** A class that was created, or whose residuals the law has changed, with the version that says so. */
export type ChangedClass = NeededClass & { readonly accessClassId: string; readonly version: number };

const recordset = 'needed(id uuid, scheme text, side text, signature text, residuals jsonb, facts jsonb)';

/** Finds the classes or creates them. Steady state takes one read and no lock; new classes are inserted in the order given, so that concurrent batches queue up instead of locking each other out. */
export async function ensureClasses(
  sql: Sql,
  needed: readonly NeededClass[],
): Promise<{ ids: ReadonlyMap<string, string>; changed: readonly ChangedClass[] }> {
  const known = await readClasses(sql, needed);
  const ids = new Map([...known].map(([key, { id }]) => [key, id]));
  const outdated = needed.filter((each) => known.get(classKey(each))?.current !== true);
  if (outdated.length === 0) return { ids, changed: [] };
  const changed = await writeClasses(sql, outdated);
  for (const each of changed) ids.set(classKey(each), each.accessClassId);
  const createdElsewhere = outdated.filter((each) => !ids.has(classKey(each)));
  for (const [key, { id }] of await readClasses(sql, createdElsewhere)) ids.set(key, id);
  return { ids, changed };
}

async function readClasses(sql: Sql, needed: readonly NeededClass[]): Promise<Map<string, { id: string; current: boolean }>> {
  if (needed.length === 0) return new Map();
  const rows = await sql(
    `SELECT known.access_class_id::text AS id, known.scheme, known.side, known.signature, known.residuals = needed.residuals AS current
     FROM jsonb_to_recordset($1::jsonb) AS ${recordset}
     JOIN access_class known ON known.scheme = needed.scheme AND known.side = needed.side AND known.signature_hash = md5(needed.signature)`,
    [JSON.stringify(needed)],
  );
  return new Map(rows.map((row) => [classKey(row as never), { id: row['id'] as string, current: row['current'] === true }]));
}

/** Writes classes that are new or changed, in the order given; those that stand already as they should are left out of the answer. */
export async function writeClasses(sql: Sql, outdated: readonly NeededClass[]): Promise<ChangedClass[]> {
  const rows = await sql(
    `INSERT INTO access_class AS known (access_class_id, scheme, side, signature, residuals, facts)
     SELECT id, scheme, side, signature, residuals, facts FROM jsonb_to_recordset($1::jsonb) AS ${recordset} ORDER BY scheme, side, md5(signature)
     ON CONFLICT (scheme, side, signature_hash)
     DO UPDATE SET residuals = excluded.residuals, facts = excluded.facts, version = known.version + 1 WHERE known.residuals IS DISTINCT FROM excluded.residuals
     RETURNING access_class_id::text AS id, version, scheme, side, signature`,
    [JSON.stringify(outdated.map((each) => ({ ...each, id: uuid() })))],
  );
  const byKey = new Map(outdated.map((each) => [classKey(each), each]));
  return rows.flatMap((row) => {
    const written = byKey.get(classKey(row as never));
    return written ? [{ ...written, accessClassId: row['id'] as string, version: row['version'] as number }] : [];
  });
}

/** The classes that there are, by scheme, the largest number first. */
export async function countClasses(sql: Sql): Promise<SchemeClasses[]> {
  const rows = await sql('SELECT scheme, count(*)::integer AS classes FROM access_class GROUP BY scheme ORDER BY classes DESC, scheme');
  return rows.map((row) => ({ scheme: row['scheme'] as string, classes: row['classes'] as number }));
}

/** What stands for each class; undefined where a class is older than these facts, so that its products must be read themselves. */
export async function factsByClass(sql: Sql): Promise<ReadonlyMap<string, AccessOfClass> | undefined> {
  const rows = await sql('SELECT access_class_id::text AS id, scheme, facts FROM access_class');
  if (rows.some((row) => row['facts'] === null)) return undefined;
  return new Map(rows.map((row) => [row['id'] as string, { scheme: row['scheme'] as string, facts: row['facts'] as Facts }]));
}
