import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { refineClasses } from './access-class-refinement.store.js';
import { CurrentLaw } from './current-law.js';
import { changeFacts } from './facts.store.js';
import { lawWithRules, releasedLaw, replaceDeterminedLaw } from './law.store.js';
import { loadRelease } from './rule-release.store.js';
import { readRules } from './rule.store.js';

/** Loads the released law into the store, exactly once, and reads the law from it. Throws `ReleasedRulesRefused` where the release would edit a published rule. */
export async function openLaw(pool: Pool, clock: () => Date, released: readonly Scheme[] = releasedLaw().schemes): Promise<CurrentLaw> {
  const cause = { happenedAt: clock().toISOString(), correlationId: uuid() };
  return inPoolTransaction(pool, { actor: 'projector' }, async (sql) => {
    await changeFacts(sql);
    const before = lawWithRules(await readRules(sql));
    const loaded = await loadRelease(sql, released, cause);
    const law = await CurrentLaw.read(sql);
    const after = law.snapshot();
    // A release that changes more than rules lets every product be determined again anyway.
    if (loaded.length > 0 && (await replaceDeterminedLaw(sql, before, after))) await refineClasses(sql, { before, after }, cause);
    return law;
  });
}
