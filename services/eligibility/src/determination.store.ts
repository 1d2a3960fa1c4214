import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import type { DeterminedAccess } from '@jinqiao/contracts/access-events';
import { appendAll } from '@jinqiao/event-log/append';
import type { NewEvent } from '@jinqiao/event-log/append';
import type { Sql } from '@jinqiao/event-log/sql';
import { v7 as uuid } from 'uuid';
import { determineAccesses } from './access.js';
import { ensureClasses } from './access-class.store.js';
import type { ChangedClass } from './access-class.store.js';
import { assignedAccesses, neededClasses } from './determination.js';
import { loadProducts } from './facts.store.js';
import type { Law } from './law.js';

/** Why a product is determined again; its events carry it on. */
export type Cause = Pick<NewEvent, 'happenedAt' | 'correlationId' | 'causationId' | 'traceparent'>;

/** How many events a determination appended: one for each class that is new or changed, one for each product that changed. */
export type Determined = { readonly classesChanged: number; readonly productsChanged: number };

/**
 * Determines the products again from all that is known and appends one event for each class that is new or changed and each product that changed.
 * The caller holds the facts shared. Products are locked in the order of their ids before anything is read, so that the last to come sees the latest facts.
 */
export async function determineProducts(sql: Sql, law: Law, causes: ReadonlyMap<string, Cause>): Promise<Determined> {
  const [firstCause] = causes.values();
  if (firstCause === undefined) return { classesChanged: 0, productsChanged: 0 };
  const productIds = [...causes.keys()];
  await sql('SELECT product_id FROM product_determination WHERE product_id = ANY($1::uuid[]) ORDER BY product_id FOR UPDATE', [productIds]);
  const products = await loadProducts(sql, productIds);
  const determined = products.map((product) => ({ product, accesses: determineAccesses(law, product) }));
  const classes = await ensureClasses(sql, neededClasses(determined.flatMap(({ accesses }) => accesses)));
  const next = determined.map(({ product, accesses }) => ({
    productId: product.productId,
    productVersion: product.latestVersion,
    accesses: assignedAccesses(accesses, classes.ids),
  }));
  const changed = await keepDeterminations(sql, next);
  await appendAll(sql, [
    ...classes.changed.map((each) => classEvent(each, firstCause)),
    ...changed.map((each) => accessEvent(each, causes.get(each.productId) ?? firstCause)),
  ]);
  return { classesChanged: classes.changed.length, productsChanged: changed.length };
}

type Determination = { readonly productId: string; readonly productVersion: number; readonly accesses: DeterminedAccess[] };
type ChangedDetermination = Determination & { readonly version: number; readonly institutionId: string };

async function keepDeterminations(sql: Sql, determinations: readonly Determination[]): Promise<ChangedDetermination[]> {
  const rows = await sql(
    `UPDATE product_determination AS known
     SET accesses = next.accesses, product_version = next."productVersion", version = known.version + 1
     FROM jsonb_to_recordset($1::jsonb) AS next("productId" uuid, "productVersion" integer, accesses jsonb)
     WHERE known.product_id = next."productId"
       AND (known.accesses, known.product_version) IS DISTINCT FROM (next.accesses, next."productVersion")
     RETURNING known.product_id::text AS id, known.version, known.institution_id::text AS institution`,
    [JSON.stringify(determinations)],
  );
  const byId = new Map(determinations.map((each) => [each.productId, each]));
  return rows.flatMap((row) => {
    const determination = byId.get(row['id'] as string);
    return determination ? [{ ...determination, version: row['version'] as number, institutionId: row['institution'] as string }] : [];
  });
}

/** The event of a class that is new or asks something else than before. */
export function classEvent({ accessClassId, version, scheme, schemeKind, side, residuals }: ChangedClass, cause: Cause): NewEvent {
  return {
    ...cause,
    contract: accessClassDetermined,
    id: uuid(),
    subject: accessClassId,
    version,
    data: { accessClassId, version, scheme, schemeKind, side, residuals },
  };
}

function accessEvent({ productId, version, productVersion, accesses, institutionId }: ChangedDetermination, cause: Cause): NewEvent {
  return {
    ...cause,
    contract: accessDetermined,
    id: uuid(),
    subject: productId,
    version,
    institutionId,
    data: { productId, version, productVersion, accesses },
  };
}
