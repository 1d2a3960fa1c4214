import { schemeById } from '@jinqiao/eligibility-schemes/registry';
import { readCases } from './case-file.js';
import { faultOf } from './run-case.js';

/** What a run says: a line for each case and one that sums up. */
export type CaseRun = { readonly lines: readonly string[]; readonly passed: number; readonly failed: number; readonly leftOut: number };

/** Runs the cases of a file's text; `onlyRegistered` leaves out those of schemes that are not registered. */
export function runFile(text: string, { onlyRegistered }: { readonly onlyRegistered: boolean }): CaseRun {
  const cases = readCases(text);
  const asked = onlyRegistered ? cases.filter(({ scheme }) => schemeById(scheme) !== undefined) : cases;
  const outcomes = asked.map((worked) => ({ label: worked.label, fault: faultOf(worked) }));
  const failed = outcomes.filter(({ fault }) => fault !== undefined).length;
  const passed = outcomes.length - failed;
  const leftOut = cases.length - asked.length;
  return {
    lines: [
      ...outcomes.map(({ label, fault }) => (fault === undefined ? `passed  ${label}` : `failed  ${label}: ${fault}`)),
      `${passed} passed, ${failed} failed${leftOut === 0 ? '' : `, ${leftOut} left out (scheme not registered)`}`,
    ],
    passed,
    failed,
    leftOut,
  };
}
