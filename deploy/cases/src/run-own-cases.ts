import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { actualOutcome, expectedOutcome } from '@jinqiao/eligibility-schemes/case-outcome';
import { holesOf, refusingCases } from '@jinqiao/eligibility-schemes/refusing-cases';
import type { RefusingCase } from '@jinqiao/eligibility-schemes/refusing-cases';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';
import type { CaseRun } from './run-file.js';

/** A scheme with the worked decisions of its folder. */
export type WorkedScheme = { readonly scheme: Scheme; readonly cases: readonly SchemeCase[] };

/** Runs the cases of the schemes' own folders and draws the table rule → refusing case; a hole in it counts as failed. */
export function runOwnCases(worked: readonly WorkedScheme[]): CaseRun {
  const failures = worked.flatMap(({ scheme, cases }) => cases.flatMap((each) => failureOf(scheme, each)));
  const table = worked.flatMap(({ scheme, cases }) => refusingCases(scheme, cases));
  const holes = holesOf(table);
  const total = worked.reduce((sum, { cases }) => sum + cases.length, 0);
  return {
    lines: [
      ...worked.map(({ scheme, cases }) => `${String(cases.length).padStart(4)} cases of ${scheme.id}`),
      ...failures,
      '',
      'Each rule and a case that it refuses:',
      ...table.map(rowOf),
      `${table.length} rules, ${holes.length === 0 ? 'no hole' : `without a refusing case: ${holes.join(', ')}`}`,
      `${total - failures.length} passed, ${failures.length} failed`,
    ],
    passed: total - failures.length,
    failed: failures.length + holes.length,
    leftOut: 0,
  };
}

function failureOf(scheme: Scheme, worked: SchemeCase): readonly string[] {
  const [expected, actual] = [expectedOutcome(worked), actualOutcome(scheme, worked)].map((outcome) => JSON.stringify(outcome));
  if (expected === actual) return [];
  return [`failed  ${scheme.id} ${worked.day} ${worked.side}: ${worked.name}: expected ${expected}, was ${actual}`];
}

function rowOf({ rule, refuses, exempt }: RefusingCase): string {
  const shown = refuses === undefined ? (exempt ?? 'NO CASE') : `${refuses.day} ${refuses.side}: ${refuses.name}`;
  return `${rule.padEnd(12)}${shown}`;
}
