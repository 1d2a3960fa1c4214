import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { casesOf } from '@jinqiao/eligibility-schemes/scheme-cases';
import { runOwnCases } from './run-own-cases.js';

const worked = await Promise.all(schemes.map(async (scheme) => ({ scheme, cases: await casesOf(scheme) })));
const bonds = worked.filter(({ scheme }) => scheme.id === 'bond-connect-northbound');

test('all cases of the house pass, and the table of rules has no hole', () => {
  const { failed, passed, lines } = runOwnCases(worked);
  expect({ failed, holes: lines.filter((line) => line.includes('NO CASE')) }).toEqual({ failed: 0, holes: [] });
  expect(passed).toBe(worked.reduce((sum, { cases }) => sum + cases.length, 0));
});

test('a rule without a refusing case fails the run by its id', () => {
  const [{ scheme, cases }] = bonds as [(typeof worked)[number]];
  const { failed, lines } = runOwnCases([{ scheme, cases: cases.filter(({ because }) => !because.includes('BC-NB-02')) }]);
  expect(failed).toBe(1);
  expect(lines).toContain('2 rules, without a refusing case: BC-NB-02');
});

test('a case that comes out otherwise fails with its day, its sentence and both outcomes', () => {
  const [{ scheme, cases }] = bonds as [(typeof worked)[number]];
  const { failed, lines } = runOwnCases([
    { scheme, cases: cases.map((each) => (each.because.length > 0 ? each : { ...each, decision: 'UNDETERMINED' })) },
  ]);
  expect(failed).toBe(cases.filter(({ because }) => because.length === 0).length);
  expect(lines.find((line) => line.startsWith('failed'))).toContain(
    'a Luxembourg manager filed with the PBOC buys a government bond: expected {"decision":"UNDETERMINED"',
  );
});
