import type { Sql } from '@jinqiao/event-log/sql';
import { factsByClass } from './access-class.store.js';
import { EligibilityChanges } from './eligibility-changes.js';
import type { ChangesQuestion } from './eligibility-changes.js';
import { productNames, productsDeclaring } from './declared-products.store.js';
import { productPages } from './facts.store.js';
import type { Law } from './law.js';
import { mostProductsCounted, mostProductsRead, refuseTooMany } from './scan-limit.js';
import type { AccessOfClass } from './rule-impact.js';

/** `productsDue` are still to be determined after a change of a list, an institution or the law: they count as they stood before it. */
export type Changes = ReturnType<EligibilityChanges['result']> & { readonly productsDue: number };

const productsInAStatement = 50_000;

/**
 * What changes between two days, as the products stand in their classes: members of a class are judged once, however many they are.
 * The database counts them part by part, so that no statement is long; the whole is bounded, and what is beyond the bound is refused before it begins.
 */
export async function changesBetween(sql: Sql, law: Law, question: ChangesQuestion): Promise<Changes> {
  const changes = new EligibilityChanges(law, question);
  const [first = null, ...others] = question.schemes;
  const scheme = others.length === 0 ? first : null;
  const classes = await factsByClass(sql);
  const limit = classes === undefined ? mostProductsRead : mostProductsCounted;
  refuseTooMany(await productsDeclaring(sql, scheme), {
    limit,
    remedy: 'Ask for one scheme, or for one with fewer products.',
    pointer: '/scheme',
    part: 'query',
  });
  if (classes === undefined) {
    for await (const products of productPages(sql, scheme ?? undefined)) for (const product of products) changes.add(product);
  } else
    for (let after: string | null = noProduct; after !== null;)
      after = await addPart(sql, changes, { law, question, scheme, classes, after });
  const [due] = await sql('SELECT count(DISTINCT product_id)::integer AS products FROM determination_due');
  return { ...changes.result(), productsDue: due?.['products'] as number };
}

const noProduct = '00000000-0000-0000-0000-000000000000';
/** Null asks for every scheme. */
const declaring = "($1::text IS NULL OR accesses @> jsonb_build_array(jsonb_build_object('scheme', $1::text)))";

type Part = {
  readonly law: Law;
  readonly question: ChangesQuestion;
  readonly scheme: string | null;
  readonly classes: ReadonlyMap<string, AccessOfClass>;
  readonly after: string;
};

/** Counts the next products by scheme and classes; answers the last of them, null where there are none. */
async function addPart(
  sql: Sql,
  changes: EligibilityChanges,
  { law, question, scheme: only, classes, after }: Part,
): Promise<string | null> {
  const { from, to, side, mostExamples } = question;
  const rows = await sql(
    `WITH part AS (
       SELECT product_id, accesses FROM product_determination WHERE product_id > $6::uuid AND ${declaring} ORDER BY product_id LIMIT $7),
     standing AS (
       SELECT product_id, access ->> 'scheme' AS scheme, max(${classOn('$3')}) AS was, max(${classOn('$4')}) AS becomes
       FROM part, jsonb_array_elements(accesses) access WHERE $1::text IS NULL OR access ->> 'scheme' = $1 GROUP BY 1, 2),
     told AS (
       SELECT *, was = becomes OR NOT (
         SELECT max(version) FILTER (WHERE state ->> 'effectiveFrom' <= $3::text) IS DISTINCT FROM max(version) FILTER (WHERE state ->> 'effectiveFrom' <= $4::text)
         FROM product_version known WHERE known.product_id = standing.product_id) AS same_version
       FROM standing WHERE was IS NOT NULL OR becomes IS NOT NULL)
     SELECT scheme, was, becomes, same_version, count(*)::integer AS products,
       (array_agg(product_id::text ORDER BY product_id))[1:$5::integer] AS examples, NULL::text AS last, NULL::integer AS seen
     FROM told GROUP BY scheme, was, becomes, same_version
     UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, max(product_id::text), count(*)::integer FROM part`,
    [only, side, from, to, mostExamples, after, productsInAStatement],
  );
  const whole = rows.find((row) => row['seen'] !== null);
  changes.see((whole?.['seen'] ?? 0) as number);
  const groups = rows.filter((row) => row['seen'] === null);
  const names = await productNames(sql, [...new Set(groups.flatMap((row) => row['examples'] as string[]))]);
  for (const row of groups) {
    const scheme = law.schemeById(row['scheme'] as string);
    if (scheme === undefined) continue;
    const facts = (id: unknown) => classes.get(id as string)?.facts;
    const examples = () => (row['examples'] as string[]).flatMap((id) => names.get(id) ?? []);
    const alike = { count: row['products'] as number, examples };
    changes.addAlike(scheme, { was: facts(row['was']), is: facts(row['becomes']), sameVersion: row['same_version'] === true }, alike);
  }
  return (whole?.['last'] ?? null) as string | null;
}

/** The class in which an access stands on the day of a parameter; $2 is the side. */
const classOn = (day: string): string =>
  `(SELECT assigned ->> 'accessClassId' FROM jsonb_array_elements(access -> $2::text) assigned
    WHERE assigned ->> 'from' <= ${day}::text AND (assigned ->> 'to' IS NULL OR assigned ->> 'to' >= ${day}::text) LIMIT 1)`;
