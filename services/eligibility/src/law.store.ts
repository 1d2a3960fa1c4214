import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import type { Sql } from '@jinqiao/event-log/sql';
import { productTypeById, productTypes } from '@jinqiao/product-types/registry';
import { canonicalJson } from '@jinqiao/service-runtime/canonical-json';
import { noteDue } from './determination-due.store.js';
import type { Cause } from './determination.store.js';
import { changeFacts } from './facts.store.js';
import type { Law } from './law.js';
import { lawContent } from './rule-content.js';
import { hashOf } from './rule.store.js';

/** To raise when the way from law and facts to access classes changes while the law does not. */
const determinationFormat = 1;

function lawOf(ofSchemes: readonly Scheme[]): Law {
  const byId = new Map(ofSchemes.map((scheme) => [scheme.id, scheme]));
  const typesInLaw = productTypes.map(({ id, factNames }) => ({ id, factNames }));
  return {
    schemes: ofSchemes,
    schemeById: (id) => byId.get(id),
    productTypeById,
    hash: hashOf({ determinationFormat, schemes: ofSchemes.map(lawOfScheme), typesInLaw }),
  };
}

const lawOfScheme = (scheme: Scheme): Scheme => ({ ...scheme, rules: scheme.rules.map(lawContent) });

/** The law that this release carries, before anything was published beside it. */
export function releasedLaw(): Law {
  return lawOf(schemes);
}

/** The schemes of this release with the rules of the store. A scheme whose rules are those of `before` stays the same object, for whoever keeps what follows from it. */
export function lawWithRules(rules: ReadonlyMap<string, readonly Rule[]>, before?: Law): Law {
  return lawOf(
    schemes.map((scheme) => {
      const next = { ...scheme, rules: rules.get(scheme.id) ?? [] };
      const known = before?.schemeById(scheme.id);
      return known !== undefined && canonicalJson(known) === canonicalJson(next) ? known : next;
    }),
  );
}

/** Says that what was determined by one law is by another from now on; false where it was determined by neither. */
export async function replaceDeterminedLaw(sql: Sql, before: Law, after: Law): Promise<boolean> {
  const replaced = await sql('UPDATE determined_law SET law_hash = $2 WHERE law_hash = $1 RETURNING law_hash', [before.hash, after.hash]);
  return replaced.length > 0;
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
