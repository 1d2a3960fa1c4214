import type { Sql } from '@jinqiao/event-log/sql';
import { Problem } from '@jinqiao/problem-details/problem';
import { refineClasses } from './access-class-refinement.store.js';
import type { LawIn } from './current-law.js';
import type { Determined } from './determination.store.js';
import { changeFacts } from './facts.store.js';
import { lawWithRules, replaceDeterminedLaw } from './law.store.js';
import { closedBy } from './rule-content.js';
import { lawFaults } from './rule-draft-lint.js';
import type { DraftFault } from './rule-draft-lint.js';
import { draftNamed, markPublished } from './rule-draft.store.js';
import type { StoredDraft } from './rule-draft.store.js';
import { changeRules, readRules, ruleIds } from './rule.store.js';
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
  const taken = await ruleIds(sql);
  const faults = lawFaults(scheme, taken, draft);
  if (faults.length > 0) throw draftRefused(faults);
  const closed = closedBy(scheme.rules, draft.rule);
  await markPublished(sql, draftId, { subject, at: cause.happenedAt });
  const changes: RuleChange[] = [
    ...(closed === undefined ? [] : [{ scheme: schemeId, rule: closed, change: 'closed' as const, draftId }]),
    { scheme: schemeId, rule: draft.rule, change: 'published', draftId },
  ];
  await changeRules(sql, changes, cause);
  const after = lawWithRules(await readRules(sql), before);
  await replaceDeterminedLaw(sql, before, after);
  const determined = await refineClasses(sql, { before, after }, cause);
  return {
    ...determined,
    draft: { ...draft, publishedBy: subject, publishedAt: cause.happenedAt },
    closed: closed?.id,
    lawHash: after.hash,
  };
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
        .map(({ rule, path, value, remedy }) => ({ rule, pointer: path, detail: remedy, rejectedValue: shortened(value) })),
    },
  );
}

function shortened(value: unknown): unknown {
  const text = JSON.stringify(value) ?? '';
  return text.length > 200 ? `${text.slice(0, 200)}…` : value;
}
