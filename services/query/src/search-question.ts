import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { parseFacts } from '@jinqiao/eligibility-rules/parse-facts';
import type { Day } from '@jinqiao/identifiers/day';
import { Problem } from '@jinqiao/problem-details/problem';
import { canonicalJson } from '@jinqiao/service-runtime/canonical-json';
import type { SearchRequest } from './catalogue-search.api.js';
import type { Verdict } from './verdict.js';

/** A search that has been read and checked. */
export type SearchQuestion = {
  readonly audiences: readonly string[];
  readonly text: string | undefined;
  readonly productTypes: readonly string[] | undefined;
  readonly schemes: readonly string[] | undefined;
  readonly side: 'buy' | 'sell';
  /** The day named in the request; without one, the first page takes today and the next ones go on with it. */
  readonly day: Day | undefined;
  readonly investor: { readonly facts: Facts; readonly verdicts: readonly Verdict[] } | undefined;
};

export function questionOf(request: SearchRequest, audiences: readonly string[]): SearchQuestion {
  const { eligibleFor } = request;
  return {
    audiences: [...audiences].sort(),
    text: request.text?.trim() === '' ? undefined : request.text,
    productTypes: request.productTypes,
    schemes: request.schemes,
    side: eligibleFor?.side ?? 'buy',
    day: eligibleFor?.asOf ?? request.asOf,
    investor: eligibleFor && { facts: factsOf(eligibleFor), verdicts: eligibleFor.verdicts },
  };
}

/** The whole question as one text, the same for the same question: what a cursor is bound to. */
export function canonical(question: SearchQuestion): string {
  return canonicalJson(question);
}

function factsOf({ investor, trade }: { readonly investor: unknown; readonly trade?: unknown }): Facts {
  const parsed = parseFacts({ investor, ...(trade !== undefined && { trade }) }, ['investor', 'trade'], '/eligibleFor');
  if ('errors' in parsed) {
    const places = parsed.errors.length === 1 ? 'One fact is' : `${parsed.errors.length} facts are`;
    throw new Problem('facts-not-valid', `${places} not valid. Correct what "errors" names; a fact that is not known is best left out.`, {
      errors: parsed.errors,
    });
  }
  return parsed.facts;
}
