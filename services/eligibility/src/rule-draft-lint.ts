import { comparisonsIn } from '@jinqiao/eligibility-rules/condition';
import { lintRules } from '@jinqiao/eligibility-rules/lint';
import type { LintFinding } from '@jinqiao/eligibility-rules/lint';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { decides } from '@jinqiao/eligibility-rules/rule';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';
import { casesWith } from '@jinqiao/eligibility-schemes/scheme-cases';
import type { Day } from '@jinqiao/identifiers/day';
import { schemeWith } from './rule-content.js';
import { caseFaults } from './rule-draft-cases.js';
import { closureFaults, successionFaults } from './rule-draft-succession.js';
import type { DraftFault, Found } from './rule-draft-fault.js';
import { readingFaults } from './rule-draft-reading.js';
import { asClosure, asKept } from './rule-draft.js';
import type { RuleDraft, RuleDraftBody } from './rule-draft.js';

/** What a draft is held against: the scheme as it is, every worked decision that is known of it, the ids of all rules, and the day. */
export type LawHeld = {
  readonly scheme: Scheme;
  readonly cases: readonly SchemeCase[];
  readonly ruleIdsTaken: ReadonlySet<string>;
  readonly today: Day;
  readonly hashOf: (rule: Rule) => string;
};

/** A draft that can be kept, or everything that is wrong with it. */
export type Read =
  { readonly draft: RuleDraft; readonly faults: readonly [] } | { readonly draft?: undefined; readonly faults: readonly DraftFault[] };

/** Reads a draft for a scheme. First what can't be read; only what can be read is held against the scheme, its cases and the draft's own. */
export function readDraft(held: LawHeld, body: RuleDraftBody): Read {
  const id = body.kind === 'closure' ? body.closes : body.rule.id;
  const unreadable = readingFaults(body);
  if (unreadable.length > 0) return { faults: unreadable.map((fault) => ({ rule: id, ...fault })) };
  const draft = asDraft(held.scheme, body, held.hashOf);
  if (draft === undefined) {
    const rules = held.scheme.rules.map((rule) => rule.id).join(', ') || 'it has none';
    return { faults: [{ rule: id, path: '/closes', value: id, remedy: `Name a rule of this scheme: ${rules}.` }] };
  }
  const faults = lawFaults(held, draft);
  return faults.length > 0 ? { faults } : { draft, faults: [] };
}

function asDraft({ rules }: Scheme, body: RuleDraftBody, hashOf: LawHeld['hashOf']): RuleDraft | undefined {
  if (body.kind !== 'closure') return asKept({ rule: body.rule, cases: body.cases });
  const published = rules.find(({ id }) => id === body.closes);
  return published && asClosure(body, published, hashOf(published));
}

/** Why a draft that can be read does not fit the law of this moment: another may have been published since it was written. */
export function lawFaults(held: LawHeld, draft: RuleDraft): DraftFault[] {
  const { rule, closure } = draft;
  const found =
    closure === undefined
      ? [...idFaults(held.ruleIdsTaken, rule), ...dayFaults(held.scheme, rule), ...successionFaults(held.scheme, rule)]
      : closureFaults(held, rule, closure);
  const next = schemeWith(held.scheme, rule);
  const faults = found.length > 0 ? found : [...lintFaults(held, next, draft), ...caseFaults(held.cases, next, draft)];
  return faults.map((fault) => ({ rule: rule.id, ...fault }));
}

function idFaults(taken: ReadonlySet<string>, { id }: Rule): Found[] {
  const remedy = 'A published rule is closed and succeeded, never edited: give the draft an id of its own and name this one in "succeeds".';
  return taken.has(id) ? [{ path: '/rule/id', value: id, remedy }] : [];
}

function dayFaults({ inForceFrom }: Scheme, { from, to }: Rule): Found[] {
  if (to !== undefined && to < from)
    return [{ path: '/rule/to', value: to, remedy: `No day lies between ${from} and ${to}: end on or after "from".` }];
  if (inForceFrom === null || inForceFrom <= from) return [];
  return [{ path: '/rule/from', value: from, remedy: `The scheme is in force from ${inForceFrom}: no rule starts before it.` }];
}

/** Whether a part makes a difference is found by trying states of its facts, which takes too long in a rule larger than any circular's. */
const mostComparisonsTried = 20;

const isTried = ({ when, requires }: Rule): boolean =>
  (when === undefined ? 0 : comparisonsIn(when).length) + comparisonsIn(requires).length <= mostComparisonsTried;

/** Everything that `lintRules` finds in the scheme with the draft in it and did not find before. Worked decisions are run by `caseFaults`, which says more of them. */
function lintFaults({ scheme, cases }: LawHeld, next: Scheme, draft: RuleDraft): Found[] {
  const held = casesWith(cases, draft.cases);
  const tried = isTried(draft.rule);
  const found = lintRules(tried ? next : withoutConditions(next, draft.rule.id), held);
  const before = new Set(found.length === 0 ? [] : lintRules(scheme, cases).map(findingKey));
  const told = toldOf(
    found.filter((finding) => !before.has(findingKey(finding))),
    draft,
  );
  return tried ? told : [...told, ...refusalOf(draft, held)];
}

const findingKey = ({ kind, rule, path }: LintFinding): string => `${kind} ${rule} ${path}`;

const withoutConditions = (scheme: Scheme, id: string): Scheme => ({
  ...scheme,
  rules: scheme.rules.map((rule) => (rule.id === id ? { ...rule, when: { all: [] }, requires: { all: [] } } : rule)),
});

/** Whether a rule that is too large to be tried could refuse anybody is not asked: it needs a case that it refuses. */
function refusalOf({ rule, cases: own }: RuleDraft, held: readonly SchemeCase[]): Found[] {
  const refuses = held.some(({ decision, because }) => decision === 'INELIGIBLE' && because.includes(rule.id));
  return refuses || !decides(rule) ? [] : [missingRefusal(rule.id, own.length)];
}

const missingRefusal = (id: string, own: number): Found => ({
  path: '/cases',
  value: own,
  remedy: `Add a case that ${id} refuses: INELIGIBLE, with its id in "because".`,
});

function toldOf(findings: readonly LintFinding[], { rule, cases }: RuleDraft): Found[] {
  return findings.flatMap(({ kind, rule: id, path, value, remedy }): Found[] => {
    if (kind === 'contradicts-case') return [];
    if (kind === 'missing-refusing-case') return [missingRefusal(id, cases.length)];
    return id === rule.id ? [{ path: `/rule${path}`, value, remedy }] : [{ rule: id, path: '/rule', value, remedy: `${id}: ${remedy}` }];
  });
}
