import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { appendAll } from '@jinqiao/event-log/append';
import type { Sql } from '@jinqiao/event-log/sql';
import { determineAccesses } from './access.js';
import type { Side } from './access-facts.js';
import { writeClasses } from './access-class.store.js';
import type { ChangedClass } from './access-class.store.js';
import { asksTheSameOfProducts, Partition } from './access-class-refinement.js';
import type { KnownClass, RefinedClass, SchemeChange } from './access-class-refinement.js';
import { classEvent, determineProducts } from './determination.store.js';
import type { Cause, Determined } from './determination.store.js';
import { productPages } from './facts.store.js';
import type { Law } from './law.js';

const productsInABatch = 500;

/**
 * Brings classes and products of the schemes whose rules differ from the old law to the new one: a class splits only where its members now differ, its largest part keeps the id.
 * One event for each class that is new or changed and each product that moved, none for the rest. The caller holds `changeFacts`.
 */
export async function refineClasses(sql: Sql, laws: { before: Law; after: Law }, cause: Cause): Promise<Determined> {
  let classesChanged = 0;
  let productsChanged = 0;
  for (const after of laws.after.schemes) {
    const before = laws.before.schemeById(after.id);
    if (before === undefined || before === after) continue;
    const refined = await refineScheme(sql, { before, after }, { law: laws.after, cause });
    classesChanged += refined.classesChanged;
    productsChanged += refined.productsChanged;
  }
  return { classesChanged, productsChanged };
}

/** New classes first, then the products that move into them, then what the others ask from now on: nobody meets a class that speaks for products which have left it. */
async function refineScheme(sql: Sql, change: SchemeChange, { law, cause }: { law: Law; cause: Cause }): Promise<Determined> {
  const known = await knownClasses(sql, change.after.id);
  const partition = new Partition(change, known);
  if (!asksTheSameOfProducts(change) || known.some(({ facts }) => facts === null)) await takeInProducts(sql, partition, { change, law });
  const refined = partition.refined();
  const changed = await keepClasses(sql, refined);
  const created = await writeClasses(
    sql,
    refined.flatMap(({ split }) => split),
  );
  const event = (each: ChangedClass) => classEvent(each, cause);
  await appendAll(sql, created.map(event));
  const moved = partition.moved();
  let classesChanged = created.length + changed.length;
  let productsChanged = 0;
  for (let start = 0; start < moved.length; start += productsInABatch) {
    const batch = moved.slice(start, start + productsInABatch);
    const determined = await determineProducts(sql, law, new Map(batch.map((id) => [id, cause])));
    classesChanged += determined.classesChanged;
    productsChanged += determined.productsChanged;
  }
  await appendAll(sql, changed.map(event));
  return { classesChanged, productsChanged };
}

async function takeInProducts(sql: Sql, partition: Partition, { change, law }: { change: SchemeChange; law: Law }): Promise<void> {
  const thisScheme: Law = { ...law, schemeById: (id) => (id === change.after.id ? change.after : undefined) };
  for await (const products of productPages(sql, change.after.id))
    for (const product of products) partition.add(product.productId, determineAccesses(thisScheme, product));
}

async function knownClasses(sql: Sql, scheme: string): Promise<KnownClass[]> {
  const rows = await sql('SELECT access_class_id::text AS id, side, signature, facts FROM access_class WHERE scheme = $1 ORDER BY 1', [
    scheme,
  ]);
  return rows.map((row) => ({
    accessClassId: row['id'] as string,
    side: row['side'] as Side,
    signature: row['signature'] as string,
    facts: row['facts'] as Facts | null,
  }));
}

/** Gives each class its new signature; answers those of which the residuals changed. */
async function keepClasses(sql: Sql, refined: readonly RefinedClass[]): Promise<ChangedClass[]> {
  const rows = await sql(
    `WITH next AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS next(id uuid, signature text, residuals jsonb, facts jsonb)),
     before AS (
       SELECT known.access_class_id, known.residuals FROM access_class known JOIN next ON next.id = known.access_class_id)
     UPDATE access_class known
     SET signature = next.signature, residuals = next.residuals, facts = next.facts,
       version = known.version + (before.residuals IS DISTINCT FROM next.residuals)::integer
     FROM next JOIN before ON before.access_class_id = next.id
     WHERE known.access_class_id = next.id
     RETURNING known.access_class_id::text AS id, known.version, before.residuals IS DISTINCT FROM next.residuals AS changed`,
    [JSON.stringify(refined.map(({ accessClassId, kept }) => ({ id: accessClassId, ...kept })))],
  );
  const byId = new Map(refined.map((each) => [each.accessClassId, each]));
  return rows.flatMap((row) => {
    const known = row['changed'] === true ? byId.get(row['id'] as string) : undefined;
    return known ? [{ ...known.kept, accessClassId: known.accessClassId, version: row['version'] as number }] : [];
  });
}
