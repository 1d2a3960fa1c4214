import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { parseFacts } from '@jinqiao/eligibility-rules/parse-facts';
import { Problem } from '@jinqiao/problem-details/problem';

/** The facts of the investor and the order in a body, or the problem that names each fault. They are used for the answer and forgotten. */
export function readFacts({ investor, trade }: { readonly investor: unknown; readonly trade?: unknown }): Facts {
  const parsed = parseFacts({ investor, ...(trade === undefined ? {} : { trade }) }, ['investor', 'trade'], '');
  if ('facts' in parsed) return parsed.facts;
  const places = parsed.errors.length === 1 ? 'One fact is' : `${parsed.errors.length} facts are`;
  throw new Problem('facts-not-valid', `${places} not valid. Correct what "errors" names, then ask again.`, {
    errors: parsed.errors.slice(0, 50),
  });
}
