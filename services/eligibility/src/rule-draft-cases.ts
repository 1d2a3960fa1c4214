import { decides } from '@jinqiao/eligibility-rules/rule';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { actualOutcome, expectedOutcome } from '@jinqiao/eligibility-schemes/case-outcome';
import type { CaseOutcome } from '@jinqiao/eligibility-schemes/case-outcome';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';
import { caseKey } from '@jinqiao/eligibility-schemes/scheme-cases';
import { canonicalJson } from '@jinqiao/service-runtime/canonical-json';
import type { Found } from './rule-draft-fault.js';
import { firstDayOf } from './rule-draft.js';
import type { RuleDraft } from './rule-draft.js';

/** A case that was held before and that a draft gives another outcome, for the second supervisor to see. */
export type RestatedCase = Pick<SchemeCase, 'name' | 'day' | 'side'> & { readonly was: CaseOutcome; readonly willBe: CaseOutcome };

/** Where the law with the draft in it decides otherwise than a worked decision says, one of the draft's own or one that was held before and is not restated. */
export function caseFaults(held: readonly SchemeCase[], next: Scheme, draft: RuleDraft): Found[] {
  const restated = new Set(draft.cases.map(caseKey));
  return [
    ...nameFaults(held, draft.cases),
    ...draft.cases.flatMap((each, place) => ownContradiction(next, each, place)),
    ...held.filter((each) => !restated.has(caseKey(each))).flatMap((each) => heldContradiction(next, each, draft)),
    ...missingDay(draft),
  ];
}

/** The cases of a draft that give another outcome to a case that was held before. */
export function restatedCases(held: readonly SchemeCase[], { cases }: RuleDraft): RestatedCase[] {
  const before = new Map(held.map((each) => [caseKey(each), each]));
  return cases.flatMap((each) => {
    const earlier = before.get(caseKey(each));
    if (earlier === undefined) return [];
    const [was, willBe] = [expectedOutcome(earlier), expectedOutcome(each)];
    return canonicalJson(was) === canonicalJson(willBe) ? [] : [{ name: each.name, day: each.day, side: each.side, was, willBe }];
  });
}

/** A sentence stands for one set of facts: by another set under the same name the earlier case would be lost unseen. */
function nameFaults(held: readonly SchemeCase[], own: readonly SchemeCase[]): Found[] {
  const known = new Map(held.map((each) => [caseKey(each), each]));
  return own.flatMap((each, place): Found[] => {
    const other = own.findIndex((earlier) => caseKey(earlier) === caseKey(each));
    if (other < place)
      return [
        { path: `/cases/${place}/name`, value: each.name, remedy: `Case ${other} has this name, day and side already: tell each once.` },
      ];
    const earlier = known.get(caseKey(each));
    if (earlier === undefined || canonicalJson(earlier.facts) === canonicalJson(each.facts)) return [];
    const remedy = 'A case of other facts has this name, day and side: give this one another name, or the same facts to restate it.';
    return [{ path: `/cases/${place}/name`, value: each.name, remedy }];
  });
}

type Contradiction = Required<Pick<Found, 'case' | 'expected' | 'found'>> & {
  readonly differing: keyof CaseOutcome;
  readonly outcome: string;
};

function contradictionOf(next: Scheme, worked: SchemeCase): Contradiction | undefined {
  const [expected, found] = [expectedOutcome(worked), actualOutcome(next, worked)];
  const differing = (['decision', 'because', 'missing', 'dependsOnOrder'] as const).find(
    (field) => canonicalJson(expected[field]) !== canonicalJson(found[field]),
  );
  if (differing === undefined) return undefined;
  const { name, day, side } = worked;
  return { case: { name, day, side }, expected, found, differing, outcome: `With this draft the case is ${inWords(found)}` };
}

const inWords = ({ decision, because }: CaseOutcome): string =>
  because.length === 0 ? decision : `${decision} because of ${because.join(', ')}`;

function ownContradiction(next: Scheme, worked: SchemeCase, place: number): Found[] {
  const contradiction = contradictionOf(next, worked);
  if (contradiction === undefined) return [];
  const { differing, outcome, ...told } = contradiction;
  const remedy = `${outcome}. Write in "${differing}" what came out, or correct the draft.`;
  return [{ ...told, path: `/cases/${place}/${differing}`, value: worked[differing], remedy }];
}

function heldContradiction(next: Scheme, worked: SchemeCase, { closure }: RuleDraft): Found[] {
  const contradiction = contradictionOf(next, worked);
  if (contradiction === undefined) return [];
  const { case: told, expected, found, outcome } = contradiction;
  const rule = found.because.find((id) => !expected.because.includes(id)) ?? expected.because.find((id) => !found.because.includes(id));
  const remedy = `${outcome}; the law has ${inWords(expected)}. Let the draft begin after ${worked.day}, correct it, or restate the case among its own.`;
  return [
    { case: told, expected, found, ...(rule === undefined ? {} : { rule }), path: closure === undefined ? '/rule' : '/lastDay', remedy },
  ];
}

/** Whoever closes a rule says what is decided without it. */
function missingDay(draft: RuleDraft): Found[] {
  const { rule, closure, cases } = draft;
  const first = firstDayOf(draft);
  if (closure === undefined || !decides(rule) || cases.some(({ day }) => day >= first)) return [];
  return [{ path: '/cases', value: cases.length, remedy: `Add a case of ${first} or later: what is decided once ${rule.id} has ended.` }];
}
