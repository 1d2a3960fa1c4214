import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { Sql } from '@jinqiao/event-log/sql';
import { Problem } from '@jinqiao/problem-details/problem';
import { asksTheSameOfProducts } from './access-class-refinement.js';
import { refineClasses } from './access-class-refinement.store.js';
import type { LawIn } from './current-law.js';
import type { Determined } from './determination.store.js';
import { productsDeclaring } from './declared-products.store.js';
import { changeFacts } from './facts.store.js';
import { lawWithRules, replaceDeterminedLaw } from './law.store.js';
import { closedBy, schemeWith } from './rule-content.js';
import { byRelease, mostProductsStated, refuseTooMany } from './scan-limit.js';
import { lawHeld } from './law-held.store.js';
import type { DraftFault } from './rule-draft-fault.js';
import { lawFaults } from './rule-draft-lint.js';
import { draftNamed, markPublished } from './rule-draft.store.js';
import type { StoredDraft } from './rule-draft.store.js';
import { changeRules, readRules } from './rule.store.js';
import type { RuleCause, RuleChange } from './rule.store.js';

/** What became of a publication: the draft, the rule that it closed, and how many events followed for classes and products. */
export type RulePublication = Determined & { readonly draft: StoredDraft; readonly closed: string | undefined; readonly lawHash: string };

/**
 * Makes a draft law: the rule, the end of the one that it follows, and what both mean for classes and products, all or nothing.
 * The draft is read again under the law of this moment, since another may have been published after it was written.
 */
export async function publishDraft(
  sql: Sql,
  lawIn: LawIn,
  { scheme: schemeId, draftId, subject }: { scheme: string; draftId: string; subject: string },
  cause: RuleCause,
): Promise<RulePublication> {
  await changeFacts(sql);
  const before = await lawIn(sql);
  const draft = await draftNamed(sql, schemeId, draftId, true);
  refuseUnlessPending(draft, subject);
  const scheme = before.schemeById(schemeId);
  if (scheme === undefined) throw new Problem('not-found', `There is no scheme ${schemeId}.`);
  const faults = lawFaults(await lawHeld(sql, scheme, new Date(cause.happenedAt)), draft);
  if (faults.length > 0) throw draftRefused(faults);
  if (!asksTheSameOfProducts({ before: scheme, after: schemeWith(scheme, draft.rule) }))
    refuseTooMany(await productsDeclaring(sql, schemeId), {
      limit: mostProductsStated,
      remedy: byRelease,
      pointer: '/schemeId',
      part: 'path',
    });
  const changes = changesBy(scheme, draft);
  await markPublished(sql, draftId, { subject, at: cause.happenedAt });
  await changeRules(sql, changes, cause);
  const after = lawWithRules(await readRules(sql), before);
  await replaceDeterminedLaw(sql, before, after);
  const determined = await refineClasses(sql, { before, after }, cause);
  return {
    ...determined,
    draft: { ...draft, publishedBy: subject, publishedAt: cause.happenedAt },
    closed: changes.find(({ change }) => change === 'closed')?.rule.id,
    lawHash: after.hash,
  };
}

/** A rule that was verified since its closing was drafted keeps that. */
function changesBy({ id: scheme, rules }: Scheme, { rule, closure, draftId }: StoredDraft): RuleChange[] {
  const published = rules.find(({ id }) => id === rule.id);
  if (closure !== undefined && published !== undefined && rule.to !== undefined)
    return [{ scheme, rule: { ...published, to: rule.to }, change: 'closed', draftId }];
  const closed = closedBy(rules, rule);
  const follows: RuleChange = { scheme, rule, change: 'published', draftId };
  return closed === undefined ? [follows] : [{ scheme, rule: closed, change: 'closed', draftId }, follows];
}

function refuseUnlessPending({ draftedBy, publishedBy, publishedAt, rule }: StoredDraft, subject: string): void {
  if (publishedBy !== null) throw new Problem('no-change-pending', `The rule ${rule.id} of this draft was published on ${publishedAt}.`);
  if (draftedBy === subject)
    throw new Problem('own-change', 'You have written this draft yourself. Ask another supervisor to read and publish it.');
}

/** Names every fault with the rule, the place, what stands there and the remedy. */
export function draftRefused(faults: readonly DraftFault[]): Problem {
  const places = faults.length === 1 ? 'One thing is' : `${faults.length} things are`;
  return new Problem(
    'request-not-valid',
    `${places} wrong with the draft of ${faults[0]?.rule}. Correct what "errors" names, then send it again.`,
    {
      errors: faults
        .slice(0, 50)
        .map(({ path, value, remedy, ...told }) => ({ ...told, pointer: path, detail: remedy, rejectedValue: shortened(value) })),
    },
  );
}

function shortened(value: unknown): unknown {
  const text = JSON.stringify(value) ?? '';
  return text.length > 200 ? `${text.slice(0, 200)}…` : value;
}
