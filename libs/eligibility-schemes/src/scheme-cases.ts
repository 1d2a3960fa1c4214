import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { publishedCasesByScheme } from './published-cases.js';
import type { SchemeCase } from './scheme-case.js';

/** The worked decisions of a registered scheme, from its own folder, with those of drafts that were published at run time and exported into it. */
export async function casesOf({ id }: Pick<Scheme, 'id'>): Promise<readonly SchemeCase[]> {
  const { cases } = (await import(`./${id}/cases.js`)) as { cases: readonly SchemeCase[] };
  return casesWith(cases, publishedCasesByScheme[id] ?? []);
}

/** One text for cases that tell of the same day and side by the same sentence. */
export const caseKey = ({ name, day, side }: Pick<SchemeCase, 'name' | 'day' | 'side'>): string => `${day} ${side}: ${name}`;

/** The cases together: a later one stands in the place of an earlier one that it restates. */
export function casesWith(earlier: readonly SchemeCase[], later: readonly SchemeCase[]): readonly SchemeCase[] {
  const restated = new Map(later.map((each) => [caseKey(each), each]));
  const known = new Set(earlier.map(caseKey));
  return [...earlier.map((each) => restated.get(caseKey(each)) ?? each), ...later.filter((each) => !known.has(caseKey(each)))];
}
