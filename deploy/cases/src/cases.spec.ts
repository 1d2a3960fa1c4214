import { readFileSync } from 'node:fs';
import { schemeById } from '@jinqiao/eligibility-schemes/registry';
import { readCases } from './case-file.js';
import { runFile } from './run-file.js';

const text = readFileSync(new URL('../cases.json', import.meta.url), 'utf8');
const worked = {
  title: 'a Hong Kong individual wants bonds',
  scheme: 'bond-connect-northbound',
  asOf: '2026-11-02',
  side: 'buy',
  facts: { investor: { kind: 'individual', accountMarket: 'HK', statuses: [] }, product: { productType: 'bond' } },
  decision: 'INELIGIBLE',
  failed: ['BC-NB-02', 'BC-NB-01'],
};
const run = (...cases: readonly object[]) => runFile(JSON.stringify(cases), { onlyRegistered: false });

test('all 32 shared cases are carried, and those of registered schemes pass', () => {
  expect(readCases(text)).toHaveLength(32);
  const { failed, lines } = runFile(text, { onlyRegistered: true });
  expect({ failed, lines: lines.filter((line) => line.startsWith('failed')) }).toEqual({ failed: 0, lines: [] });
});

test('a case of a scheme that is not registered fails by name, unless it is left out', () => {
  const moon = { ...worked, number: 7, scheme: 'moon-connect' };
  expect(schemeById('moon-connect')).toBeUndefined();
  expect(run(worked, moon)).toEqual({
    lines: [
      'passed  1 a Hong Kong individual wants bonds',
      'failed  7 a Hong Kong individual wants bonds: scheme moon-connect is not registered',
      '1 passed, 1 failed',
    ],
    passed: 1,
    failed: 1,
    leftOut: 0,
  });
  expect(runFile(JSON.stringify([worked, moon]), { onlyRegistered: true }).lines.at(-1)).toBe(
    '1 passed, 0 failed, 1 left out (scheme not registered)',
  );
});

test('a failed case says what was expected, what came out, and by which words', () => {
  const [line] = run({ ...worked, decision: 'ELIGIBLE', failed: [] }).lines;
  expect(line).toContain('expected ELIGIBLE, was INELIGIBLE by BC-NB-01 (Only overseas institutional investors');
});

test('the right decision for another reason is a failure too', () => {
  expect(run({ ...worked, failed: ['BC-NB-01'] }).failed).toBe(1);
});

test('a missing fact is named', () => {
  const [line] = run({
    ...worked,
    decision: 'ELIGIBLE',
    failed: [],
    facts: { product: { productType: 'bond' }, investor: { kind: 'institution' } },
  }).lines;
  expect(line).toContain('missing investor.accountMarket, investor.institutionClass, investor.statuses');
});

test('a case with facts that do not exist fails at their place', () => {
  const [line] = run({ ...worked, facts: { investor: { kind: 'person' } } }).lines;
  expect(line).toContain('/facts/investor/kind: "person" is not a value of investor.kind. Use one of institution, individual.');
});

test.each<[string, unknown]>([
  ['an impossible day', { ...worked, asOf: '2026-02-30' }],
  ['a third side', { ...worked, side: 'hold' }],
  ['a decision that does not exist', { ...worked, decision: 'MAYBE' }],
  ['refusing rules that are no list', { ...worked, failed: 'BC-NB-01' }],
  ['no object', 'a case'],
])('%s stops the run and names the case', (_, json) => {
  expect(() => runFile(JSON.stringify([worked, json]), { onlyRegistered: false })).toThrow(/^Case 2 of the file: /);
});
