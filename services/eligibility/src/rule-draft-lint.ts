import { ruleHolds } from '@jinqiao/eligibility-rules/clauses';
import { comparisonsIn } from '@jinqiao/eligibility-rules/condition';
import { decide } from '@jinqiao/eligibility-rules/decide';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import { valueFault } from '@jinqiao/eligibility-rules/fact-value';
import { lintRules } from '@jinqiao/eligibility-rules/lint';
import { ConditionNotValid, parseCondition } from '@jinqiao/eligibility-rules/parse-condition';
import { decides } from '@jinqiao/eligibility-rules/rule';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { satisfiable } from '@jinqiao/eligibility-rules/satisfiable';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { schemeWith } from './rule-content.js';
import type { RuleCase, RuleDraft } from './rule-draft.js';

/** Why a draft can't become law: the rule, where in the draft, what stands there and what to do. */
export type DraftFault = { readonly rule: string; readonly path: string; readonly value?: unknown; readonly remedy: string };

type Found = Omit<DraftFault, 'rule'>;

/** A draft of the right shape, of which the conditions and facts have not been read yet. */
export type UnreadDraft = {
  readonly rule: {
    readonly id: string;
    readonly when?: unknown;
    readonly requires?: unknown;
    readonly cites: readonly { readonly instrument: string }[];
  };
  readonly cases: readonly { readonly facts: Readonly<Record<string, unknown>> }[];
};

/** Everything that is wrong with a draft for a scheme. First what can't be read; only what can be read is held against the scheme and its own cases. */
export function draftFaults(scheme: Scheme, ruleIdsTaken: ReadonlySet<string>, body: UnreadDraft): DraftFault[] {
  const unreadable = [...conditionFaults(body), ...citationFaults(body), ...body.cases.flatMap(factFaults)];
  const draft = body as RuleDraft;
  const faults = unreadable.length > 0 ? unreadable : emptinessFaults(scheme, draft.rule);
  return faults.length > 0 ? faults.map((fault) => ({ rule: body.rule.id, ...fault })) : lawFaults(scheme, ruleIdsTaken, draft);
}

/** Why a draft that can be read does not fit the law of this moment: another may have been published since it was written. */
export function lawFaults(scheme: Scheme, ruleIdsTaken: ReadonlySet<string>, draft: RuleDraft): DraftFault[] {
  const { rule } = draft;
  const found = [...idFaults(ruleIdsTaken, rule), ...dayFaults(scheme, rule), ...successionFaults(scheme, rule)];
  const faults = found.length > 0 ? found : caseFaults(schemeWith(scheme, rule), draft);
  return faults.map((fault) => ({ rule: rule.id, ...fault }));
}

function conditionFaults({ rule }: UnreadDraft): Found[] {
  return (['when', 'requires'] as const).flatMap((part): Found[] => {
    if (part === 'when' && rule.when === undefined) return [];
    try {
      parseCondition(rule[part]);
      return [];
    } catch (fault) {
      if (!(fault instanceof ConditionNotValid)) throw fault;
      return [{ path: `/rule/${part}${fault.path}`, value: fault.rejectedValue, remedy: fault.remedy }];
    }
  });
}

function citationFaults({ rule }: UnreadDraft): Found[] {
  if (rule.cites.length === 0)
    return [{ path: '/rule/cites', value: [], remedy: 'Cite at least one instrument in which the rule was read.' }];
  return rule.cites.flatMap(({ instrument }, place) =>
    instrument.trim() === '' ? [{ path: `/rule/cites/${place}/instrument`, value: instrument, remedy: 'Name the instrument.' }] : [],
  );
}

/** Whether a part makes a difference is found by trying states of its facts, which takes too long in a rule larger than any circular's. */
const mostComparisonsTried = 20;

const isTried = ({ when, requires }: Rule): boolean =>
  (when === undefined ? 0 : comparisonsIn(when).length) + comparisonsIn(requires).length <= mostComparisonsTried;

/** Days and ranges without anything in them, and parts that never make a difference. */
function emptinessFaults(scheme: Scheme, rule: Rule): Found[] {
  const { from, to } = rule;
  if (to !== undefined && to < from)
    return [{ path: '/rule/to', value: to, remedy: `No day lies between ${from} and ${to}: end on or after "from".` }];
  if (!isTried(rule)) return [];
  return lintRules({ ...scheme, rules: [rule] })
    .filter(({ kind }) => kind === 'empty-interval' || kind === 'unreachable-branch')
    .map(({ path, value, remedy }) => ({ path: `/rule${path}`, value, remedy }));
}

function factFaults({ facts }: UnreadDraft['cases'][number], place: number): Found[] {
  return Object.entries(facts).flatMap(([fact, value]): Found[] => {
    const path = `/cases/${place}/facts/${fact.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const specification = factDictionary.get(fact);
    if (specification === undefined) return [{ path, value: fact, remedy: 'Name a fact of the fact dictionary, such as investor.kind.' }];
    const fault = value === null ? undefined : valueFault(specification, value);
    return fault === undefined ? [] : [{ path, value, remedy: fault }];
  });
}

function idFaults(taken: ReadonlySet<string>, { id }: Rule): Found[] {
  const remedy = 'A published rule is closed and succeeded, never edited: give the draft an id of its own and name this one in "succeeds".';
  return taken.has(id) ? [{ path: '/rule/id', value: id, remedy }] : [];
}

function dayFaults({ inForceFrom }: Scheme, { from }: Rule): Found[] {
  if (inForceFrom === null || inForceFrom <= from) return [];
  return [{ path: '/rule/from', value: from, remedy: `The scheme is in force from ${inForceFrom}: no rule starts before it.` }];
}

function successionFaults({ rules }: Scheme, rule: Rule): Found[] {
  if (rule.succeeds === undefined) return [];
  const at = { path: '/rule/succeeds', value: rule.succeeds };
  const followed = rules.find(({ id }) => id === rule.succeeds);
  if (followed === undefined)
    return [{ ...at, remedy: `Name a rule of this scheme: ${rules.map(({ id }) => id).join(', ') || 'it has none'}.` }];
  const other = rules.find(({ succeeds }) => succeeds === rule.succeeds);
  if (other !== undefined) return [{ ...at, remedy: `${followed.id} is succeeded by ${other.id} already. Succeed that rule instead.` }];
  if (followed.side !== rule.side)
    return [{ path: '/rule/side', value: rule.side, remedy: `${followed.id} binds "${followed.side}": its successor does too.` }];
  return succeedingDayFaults(followed, rule.from);
}

/** Two rules of one succession never hold on one day, and no day lies between them. */
function succeedingDayFaults(followed: Rule, from: Day): Found[] {
  const at = { path: '/rule/from', value: from };
  if (from <= followed.from)
    return [{ ...at, remedy: `${followed.id} starts on ${followed.from}: start on a later day, so that it keeps one of its own.` }];
  if (followed.to === undefined || addDays(followed.to, 1) === from) return [];
  const how = from <= followed.to ? 'overlap' : 'leave a gap';
  return [{ ...at, remedy: `${followed.id} ends on ${followed.to}, so the two would ${how}: start on ${addDays(followed.to, 1)}.` }];
}

function caseFaults(scheme: Scheme, { rule, cases }: RuleDraft): Found[] {
  const contradicted = cases.flatMap((each, place) => contradictions(scheme, each, place));
  const refuses = cases.some(({ decision, because }) => decision === 'INELIGIBLE' && because.includes(rule.id));
  if (refuses || !decides(rule) || neverRefuses(rule)) return contradicted;
  return [
    ...contradicted,
    { path: '/cases', value: cases.length, remedy: `Add a case that ${rule.id} refuses: INELIGIBLE, with its id in "because".` },
  ];
}

const neverRefuses = (rule: Rule): boolean => isTried(rule) && satisfiable([{ not: ruleHolds(rule) }]) === false;

function contradictions(scheme: Scheme, { day, side, facts, decision, because }: RuleCase, place: number): Found[] {
  const decided = decide(scheme, factsOnDay(facts, day), day, side);
  const reasons = (decided.decision === 'UNDETERMINED' ? decided.unknown : decided.refused).map(({ id }) => id);
  const told = `With this draft the case is ${decided.decision}${reasons.length > 0 ? ` because of ${reasons.join(', ')}` : ''}.`;
  if (decided.decision !== decision)
    return [{ path: `/cases/${place}/decision`, value: decision, remedy: `${told} Correct the case or the rule.` }];
  const same = [...reasons].sort().join() === [...because].sort().join();
  return same
    ? []
    : [{ path: `/cases/${place}/because`, value: because, remedy: `${told} Name exactly these reasons, or correct the rule.` }];
}
