import type { Scope } from '@jinqiao/event-log/transaction';
import { Problem } from '@jinqiao/problem-details/problem';
import type { Caller } from '@jinqiao/service-runtime/caller';

/** Operators and supervisors read every product, everybody else those of the institution in the token. */
export function readScope(caller: Caller): Scope {
  const actor = (['operator', 'supervisor'] as const).find((role) => caller.roles.includes(role));
  return actor === undefined ? { institutionId: institutionOf(caller) } : { actor };
}

/** The institution in the caller's token, which a maker and a checker must have. */
export function institutionOf({ institutionId }: Caller): string {
  if (institutionId !== undefined) return institutionId;
  throw new Problem('institution-not-yours', 'Your token names no institution. Ask for a token with the claim institution_id.');
}

/** The problem of a product that does not exist, or not for this caller. */
export const notFound = (productId: string): Problem =>
  new Problem('not-found', `There is no product ${productId} that you may see. Check the id, or use a token of its institution.`);
