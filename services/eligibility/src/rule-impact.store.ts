import type { Sql } from '@jinqiao/event-log/sql';
import { asksTheSameOfProducts } from './access-class-refinement.js';
import { factsByClass } from './access-class.store.js';
import { productNames, productPages } from './facts.store.js';
import type { Law } from './law.js';
import { schemeWith } from './rule-content.js';
import type { StoredDraft } from './rule-draft.store.js';
import { RuleImpact } from './rule-impact.js';
import type { AccessOfClass, ImpactQuestion } from './rule-impact.js';

/** What publishing a draft would do to the products that declare its scheme, as they stand now. Reads page by page and keeps only counts and examples. */
export async function impactOfDraft(
  sql: Sql,
  before: Law,
  { rule, scheme: schemeId }: StoredDraft,
  asked: Pick<ImpactQuestion, 'day' | 'archetypes' | 'mostExamples'>,
): Promise<ReturnType<RuleImpact['result']>> {
  const scheme = before.schemeById(schemeId);
  const next = scheme && schemeWith(scheme, rule);
  const after: Law = {
    ...before,
    productTypeById: before.productTypeById,
    schemeById: (id) => (id === schemeId ? next : before.schemeById(id)),
  };
  const sides = rule.side === 'both' ? (['buy', 'sell'] as const) : [rule.side];
  const impact = new RuleImpact({ ...asked, laws: { before, after }, scheme: schemeId, sides });
  const classes = scheme && next && asksTheSameOfProducts({ before: scheme, after: next }) ? await factsByClass(sql) : undefined;
  if (classes === undefined) for await (const products of productPages(sql, schemeId)) for (const product of products) impact.add(product);
  else await addByClass(sql, impact, { classes, scheme: schemeId, sides, ...asked });
  return impact.result();
}

type ByClass = Pick<ImpactQuestion, 'day' | 'mostExamples' | 'sides' | 'scheme'> & { readonly classes: ReadonlyMap<string, AccessOfClass> };

/** A rule that asks nothing new of products can't tell those of the same classes apart: the database counts them, and each kind is judged once. */
async function addByClass(sql: Sql, impact: RuleImpact, { classes, scheme, sides, day, mostExamples }: ByClass): Promise<void> {
  for (const side of sides) {
    const rows = await sql(
      `WITH standing AS (
         SELECT product_id, ARRAY(
           SELECT assigned ->> 'accessClassId' FROM jsonb_array_elements(accesses) access, jsonb_array_elements(access -> $2::text) assigned
           WHERE assigned ->> 'from' <= $3::text AND (assigned ->> 'to' IS NULL OR assigned ->> 'to' >= $3::text) ORDER BY 1) AS classes
         FROM product_determination WHERE accesses @> jsonb_build_array(jsonb_build_object('scheme', $1::text)))
       SELECT classes, count(*)::integer AS products, (array_agg(product_id::text ORDER BY product_id))[1:$4::integer] AS examples
       FROM standing GROUP BY classes ORDER BY min(product_id::text)`,
      [scheme, side, day, mostExamples],
    );
    impact.see(rows.reduce((sum, row) => sum + (row['products'] as number), 0));
    const names = await productNames(sql, [...new Set(rows.flatMap((row) => row['examples'] as string[]))]);
    for (const row of rows) {
      const accesses = (row['classes'] as string[]).flatMap((id) => classes.get(id) ?? []);
      if (accesses.length === 0) continue;
      const examples = () => (row['examples'] as string[]).flatMap((id) => names.get(id) ?? []);
      impact.addAlike(side, accesses, { count: row['products'] as number, examples });
    }
  }
}
