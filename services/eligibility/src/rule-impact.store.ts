import type { Assignment } from '@jinqiao/contracts/access-events';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Sql } from '@jinqiao/event-log/sql';
import type { Day } from '@jinqiao/identifiers/day';
import type { Side } from './access-facts.js';
import { asksTheSameOfProducts } from './access-class-refinement.js';
import type { SchemeChange } from './access-class-refinement.js';
import { factsByClass } from './access-class.store.js';
import { productNames, productsDeclaring } from './declared-products.store.js';
import { productPages } from './facts.store.js';
import type { Law } from './law.js';
import { memberFacts, newFacts, valuesOf } from './new-facts.js';
import type { NewFacts } from './new-facts.js';
import { standingProducts } from './new-facts.store.js';
import { schemeWith } from './rule-content.js';
import type { StoredDraft } from './rule-draft.store.js';
import { RuleImpact } from './rule-impact.js';
import type { AccessOfClass, ImpactQuestion } from './rule-impact.js';
import { byRelease, mostProductsCounted, mostProductsRead, mostProductsStated, refuseTooMany } from './scan-limit.js';

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
  if (scheme && next) await addProducts(sql, impact, { change: { before: scheme, after: next }, law: before, sides, ...asked });
  return impact.result();
}

type Assessed = Pick<ImpactQuestion, 'day' | 'mostExamples' | 'sides'> & { readonly change: SchemeChange; readonly law: Law };

/** In the cheapest way that tells apart whom the draft tells apart; bounded, and what is beyond the bound is refused before it begins. */
async function addProducts(sql: Sql, impact: RuleImpact, { change, law, ...asked }: Assessed): Promise<void> {
  const scheme = change.after.id;
  const added = newFacts(change, asked.sides);
  const classes = added === undefined ? undefined : await factsByClass(sql);
  const asksTheSame = asksTheSameOfProducts(change);
  const bound = classes === undefined ? oneByOne : { limit: asksTheSame ? mostProductsCounted : mostProductsStated, remedy: byRelease };
  refuseTooMany(await productsDeclaring(sql, scheme), { ...bound, pointer: '/schemeId', part: 'path' });
  if (classes === undefined || added === undefined)
    for await (const products of productPages(sql, scheme)) for (const product of products) impact.add(product);
  else if (asksTheSame) await addByClass(sql, impact, { classes, scheme, ...asked });
  else await addByNewFacts(sql, impact, { classes, added, law, scheme, ...asked });
}

const oneByOne = {
  limit: mostProductsRead,
  remedy: `A draft that looks in a new way at institutions or lists is assessed product by product. ${byRelease}`,
};

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

type ByNewFacts = ByClass & { readonly added: NewFacts; readonly law: Law };
type Group = { readonly side: Side; readonly ids: readonly string[]; readonly values: Facts; count: number; readonly examples: string[] };

/** Members of a class are told apart by what they state of the new facts alone: products are read for these, and each kind is judged once. */
async function addByNewFacts(sql: Sql, impact: RuleImpact, asked: ByNewFacts): Promise<void> {
  const { classes, added, law, scheme, sides, day, mostExamples } = asked;
  const groups = new Map<string, Group>();
  let seen = 0;
  for await (const products of standingProducts(sql, scheme, day)) {
    seen += products.length;
    for (const product of products) {
      const values = valuesOf(added, law, product, day);
      for (const side of sides) {
        const ids = product.accesses.flatMap((access) => assignedOn(access[side], day)).sort();
        const key = JSON.stringify([side, ids, values]);
        const group = groups.get(key) ?? { side, ids, values, count: 0, examples: [] };
        group.count += 1;
        if (group.examples.length < mostExamples) group.examples.push(product.productId);
        groups.set(key, group);
      }
    }
  }
  impact.see(seen);
  const names = await productNames(sql, [...new Set([...groups.values()].flatMap(({ examples }) => examples))]);
  for (const { side, ids, values, count, examples } of groups.values()) {
    const accesses = ids
      .flatMap((id) => classes.get(id) ?? [])
      .map((each) => (each.scheme === scheme ? { ...each, facts: memberFacts(each.facts, added, values) } : each));
    if (accesses.length === 0) continue;
    impact.addAlike(side, accesses, { count, examples: () => examples.flatMap((id) => names.get(id) ?? []) });
  }
}

const assignedOn = (assigned: readonly Assignment[], day: Day): string[] =>
  assigned.filter(({ from, to }) => from <= day && (to === null || day <= to)).map(({ accessClassId }) => accessClassId);
