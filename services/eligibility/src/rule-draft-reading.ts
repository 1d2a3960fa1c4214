import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import { valueFault } from '@jinqiao/eligibility-rules/fact-value';
import { ConditionNotValid, parseCondition } from '@jinqiao/eligibility-rules/parse-condition';
import type { Found } from './rule-draft-fault.js';
import type { RuleDraftBody } from './rule-draft.js';

/** What in a draft of the right shape can't be read: conditions, citations, the facts of its cases. */
export function readingFaults(body: RuleDraftBody): Found[] {
  const rule =
    body.kind === 'closure'
      ? citationFaults(body.cites, '/cites')
      : [...conditionFaults(body.rule), ...citationFaults(body.rule.cites, '/rule/cites')];
  return [...rule, ...body.cases.flatMap(factFaults)];
}

type Conditions = { readonly when?: unknown; readonly requires?: unknown };

function conditionFaults(rule: Conditions): Found[] {
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

function citationFaults(cites: readonly { readonly instrument: string }[], path: string): Found[] {
  if (cites.length === 0) return [{ path, value: [], remedy: 'Cite at least one instrument in which this was read.' }];
  return cites.flatMap(({ instrument }, place) =>
    instrument.trim() === '' ? [{ path: `${path}/${place}/instrument`, value: instrument, remedy: 'Name the instrument.' }] : [],
  );
}

function factFaults({ facts }: RuleDraftBody['cases'][number], place: number): Found[] {
  return Object.entries(facts).flatMap(([fact, value]): Found[] => {
    const path = `/cases/${place}/facts/${fact.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const specification = factDictionary.get(fact);
    if (specification === undefined) return [{ path, value: fact, remedy: 'Name a fact of the fact dictionary, such as investor.kind.' }];
    const fault = value === null ? undefined : valueFault(specification, value);
    return fault === undefined ? [] : [{ path, value, remedy: fault }];
  });
}
