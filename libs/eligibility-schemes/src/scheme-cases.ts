import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { SchemeCase } from './scheme-case.js';

/** The worked decisions of a registered scheme, from its own folder. */
export async function casesOf({ id }: Scheme): Promise<readonly SchemeCase[]> {
  const { cases } = (await import(`./${id}/cases.js`)) as { cases: readonly SchemeCase[] };
  return cases;
}
