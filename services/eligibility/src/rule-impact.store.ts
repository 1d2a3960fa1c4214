import type { Sql } from '@jinqiao/event-log/sql';
import { productPages } from './facts.store.js';
import type { Law } from './law.js';
import { schemeWith } from './rule-content.js';
import type { StoredDraft } from './rule-draft.store.js';
import { RuleImpact } from './rule-impact.js';
import type { ImpactQuestion } from './rule-impact.js';

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
  for await (const products of productPages(sql, schemeId)) for (const product of products) impact.add(product);
  return impact.result();
}
