import { all, eq } from '@jinqiao/eligibility-rules/conditions';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { holesOf, refusingCases } from './refusing-cases.js';
import { bondConnectNorthbound } from './bond-connect-northbound/scheme.js';
import type { SchemeCase } from './scheme-case.js';

const told: SchemeCase = {
  name: 'a Hong Kong individual is refused',
  day: '2026-11-02',
  side: 'buy',
  facts: { 'product.productType': 'bond', 'investor.kind': 'individual' },
  decision: 'INELIGIBLE',
  because: ['BC-NB-01'],
};
const [individualsRefused, filingRequired] = bondConnectNorthbound.rules;
const schemeOf = (...rules: readonly (Rule | undefined)[]): Scheme => ({
  ...bondConnectNorthbound,
  rules: rules.filter((rule) => rule !== undefined),
});

test('a rule that no case refuses is a hole; one that a case refuses is shown with it', () => {
  const table = refusingCases(schemeOf(individualsRefused, filingRequired), [told]);
  expect(table).toEqual([{ rule: 'BC-NB-01', refuses: told }, { rule: 'BC-NB-02' }]);
  expect(holesOf(table)).toEqual(['BC-NB-02']);
});

test('an open reason of an undetermined case is no refusal', () => {
  expect(holesOf(refusingCases(schemeOf(individualsRefused), [{ ...told, decision: 'UNDETERMINED' }]))).toEqual(['BC-NB-01']);
});

test('what can refuse nothing needs no case: a rule that always holds, one that only explains, a draft', () => {
  const says = bondConnectNorthbound.names;
  const draft: Rule = { id: 'C', side: 'sell', from: '2026-01-01', says, requires: eq('investor.kind', 'individual'), cites: [] };
  const constant: Rule = { ...draft, id: 'A', requires: all(), confidence: 'official-page' };
  const table = refusingCases(schemeOf(constant, { ...constant, id: 'B', explainsOnly: true }, draft), []);
  expect(table.map(({ exempt }) => exempt)).toEqual(['always holds', 'explains only', 'draft']);
  expect(holesOf(table)).toEqual([]);
});

test('a rule that holds always but only under a condition still needs a case', () => {
  const conditional: Rule = {
    id: 'D',
    side: 'buy',
    from: '2026-01-01',
    says: bondConnectNorthbound.names,
    when: eq('investor.kind', 'individual'),
    requires: eq('investor.kind', 'institution'),
    cites: [],
    confidence: 'official-page',
  };
  expect(holesOf(refusingCases(schemeOf(conditional), []))).toEqual(['D']);
});
