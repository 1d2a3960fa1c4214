import { createHash } from 'node:crypto';
import { schemeById, schemes } from '@jinqiao/eligibility-schemes/registry';
import type { Sql } from '@jinqiao/event-log/sql';
import { productTypeById, productTypes } from '@jinqiao/product-types/registry';
import { noteDue } from './determination-due.store.js';
import type { Cause } from './determination.store.js';
import { changeFacts } from './facts.store.js';
import type { Law } from './law.js';

/** To raise when the way from law and facts to access classes changes while the law does not. */
const determinationFormat = 1;

function hashOf(lawParts: unknown): string {
  return createHash('sha256').update(JSON.stringify(lawParts)).digest('hex');
}

/** The law that this release carries. */
export function releasedLaw(): Law {
  const typesInLaw = productTypes.map(({ id, factNames }) => ({ id, factNames }));
  return { schemes, schemeById, productTypeById, hash: hashOf({ determinationFormat, schemes, typesInLaw }) };
}

/** Where another law was determined before, notes every product as due, once, however many replicas start; answers whether it did. */
export async function adoptLaw(sql: Sql, law: Law, cause: Cause): Promise<boolean> {
  await changeFacts(sql);
  const adopted = await sql(
    `INSERT INTO determined_law AS known (law_hash) VALUES ($1)
     ON CONFLICT (only_row) DO UPDATE SET law_hash = excluded.law_hash WHERE known.law_hash <> excluded.law_hash
     RETURNING law_hash`,
    [law.hash],
  );
  if (adopted.length === 0) return false;
  await noteDue(sql, { select: 'SELECT product_id FROM product_determination', parameters: [] }, cause);
  return true;
}
