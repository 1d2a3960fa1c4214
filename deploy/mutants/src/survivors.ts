import { isDeepStrictEqual } from 'node:util';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { actualOutcome, expectedOutcome } from '@jinqiao/eligibility-schemes/case-outcome';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';
import { mutateScheme } from './mutate-scheme.js';

/** How many mutants a scheme has, and the names of those that no case tells from the law. */
export type Survivors = { readonly mutants: number; readonly survivors: readonly string[] };

/** Decides every case by every mutant of the scheme: a mutant is killed by the first case that comes out otherwise. */
export function survivorsOf(scheme: Scheme, cases: readonly SchemeCase[]): Survivors {
  const mutants = mutateScheme(scheme);
  const survives = (mutant: Scheme): boolean =>
    cases.every((worked) => isDeepStrictEqual(actualOutcome(mutant, worked), expectedOutcome(worked)));
  return { mutants: mutants.length, survivors: mutants.filter(({ scheme: mutant }) => survives(mutant)).map(({ name }) => name) };
}
