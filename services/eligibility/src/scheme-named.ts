import { Problem } from '@jinqiao/problem-details/problem';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { z } from 'zod';
import type { Law } from './law.js';

export const SchemeId = z.string().min(1).max(100);
export const RuleId = z.string().min(1).max(60);

/** The scheme of that id, or the problem `not-found` with the ids that there are. */
export function schemeNamed(law: Law, schemeId: string): Scheme {
  const scheme = law.schemeById(schemeId);
  if (scheme) return scheme;
  const known = law.schemes.map(({ id }) => id).join(', ');
  throw new Problem('not-found', `There is no scheme ${schemeId}. The schemes are ${known}.`);
}
