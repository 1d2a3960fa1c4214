import type { Facts } from '@jinqiao/eligibility-rules/facts';

/** The same facts with some of them not known, for worked decisions that stay open. */
export function withUnknown(facts: Facts, ...unknown: readonly string[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !unknown.includes(fact)));
}
