import type { Assignment } from '@jinqiao/contracts/access-events';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { appendAll } from '@jinqiao/event-log/append';
import type { Sql } from '@jinqiao/event-log/sql';
import { LAST_DAY } from '@jinqiao/identifiers/day';
import { determineAccesses } from './access.js';
import type { Side } from './access-facts.js';
import { writeClasses } from './access-class.store.js';
import type { ChangedClass } from './access-class.store.js';
import { asksTheSameOfProducts, Partition } from './access-class-refinement.js';
import type { FactsBySide, KnownClass, RefinedClass, SchemeChange } from './access-class-refinement.js';
import { classEvent, determineProducts } from './determination.store.js';
import type { Cause, Determined } from './determination.store.js';
import { loadProducts, productPages } from './facts.store.js';
import type { StoredProduct } from './facts.store.js';
import type { Law } from './law.js';
import { memberFacts, newFacts, valuesOf } from './new-facts.js';
import type { NewFacts } from './new-facts.js';
import { standingProducts } from './new-facts.store.js';
import type { StandingProduct } from './new-facts.store.js';

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
  if (!asksTheSameOfProducts(change) || known.some(({ facts }) => facts === null))
    await takeInProducts(sql, partition, { change, known, law });
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

/**
 * Where the new rules look at nothing but what a product states, once and for all its days, its classes say everything else of it.
 * Any other product, such as one of several versions, is determined anew.
 */
async function takeInProducts(sql: Sql, partition: Partition, { change, known, law }: TakenIn): Promise<void> {
  const thisScheme: Law = { ...law, schemeById: (id) => (id === change.after.id ? change.after : undefined) };
  const determine = (products: readonly StoredProduct[]) => {
    for (const product of products) partition.add(product.productId, determineAccesses(thisScheme, product));
  };
  const added = newFacts(change, ['buy', 'sell']);
  if (added === undefined || added.derived || known.some(({ facts }) => facts === null)) {
    for await (const products of productPages(sql, change.after.id)) determine(products);
    return;
  }
  const factsOf = factsOfMembers(known, added);
  for await (const products of standingProducts(sql, change.after.id, LAST_DAY)) {
    const single = products.filter(({ versions }) => versions === 1);
    for (const product of single)
      partition.add(product.productId, factsOf(product, valuesOf(added, law, product, LAST_DAY), change.after.id));
    const others = products.filter(({ versions }) => versions > 1).map(({ productId }) => productId);
    for (let start = 0; start < others.length; start += productsInABatch)
      determine(await loadProducts(sql, others.slice(start, start + productsInABatch)));
  }
}

type TakenIn = { readonly change: SchemeChange; readonly known: readonly KnownClass[]; readonly law: Law };

/** The facts of each interval of a product's access to the scheme: those of its class with what it states itself, the same object for all members that state the same. */
function factsOfMembers(known: readonly KnownClass[], added: NewFacts) {
  const classes = new Map(known.map(({ accessClassId, facts }) => [accessClassId, facts ?? {}]));
  const seen = new Map<string, Facts>();
  return ({ accesses }: StandingProduct, values: Facts, scheme: string): FactsBySide[] => {
    const stated = JSON.stringify(values);
    const factsIn = ({ accessClassId }: Assignment) => {
      const key = `${accessClassId} ${stated}`;
      const facts = seen.get(key) ?? memberFacts(classes.get(accessClassId) ?? {}, added, values);
      seen.set(key, facts);
      return { facts };
    };
    return accesses
      .filter((access) => access.scheme === scheme)
      .map(({ buy, sell }) => ({ buy: buy.map(factsIn), sell: sell.map(factsIn) }));
  };
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
