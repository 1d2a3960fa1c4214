import { signatureOf } from '@jinqiao/eligibility-rules/access-class';
import { decidingFacts } from '@jinqiao/eligibility-rules/deciding-facts';
import type { Determination } from '@jinqiao/eligibility-rules/decide';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { whatIf } from '@jinqiao/eligibility-rules/what-if';
import type { WhatIf } from '@jinqiao/eligibility-rules/what-if';
import type { Day } from '@jinqiao/identifiers/day';
import type { Side } from './access-facts.js';

/** One access of one product on one day and side, with all facts on that day. */
export type AccessAsked = { readonly scheme: Scheme; readonly facts: Facts; readonly asOf: Day; readonly side: Side };

/** What takes a search to find, for one investor on one day. */
export type InDepth = {
  /** The missing facts whose values could still decide it; empty unless UNDETERMINED. */
  readonly decidingFacts: (access: AccessAsked, determination: Determination) => readonly string[];
  readonly whatIf: (access: AccessAsked) => WhatIf;
};

/**
 * Searches once for each class of accesses: members of one class leave the same to ask of the same investor. After `mostClasses` searches every missing
 * fact counts as deciding, which names too many facts and never too few. To be used for one investor and one day.
 */
export function searchInDepth(mostClasses = 200): InDepth {
  const deciding = new Map<string, readonly string[]>();
  const changes = new Map<string, WhatIf>();
  return {
    decidingFacts: ({ scheme, facts, asOf, side }, { decision, missingFacts }) => {
      if (decision !== 'UNDETERMINED') return [];
      const signature = signatureOf(scheme, side, facts);
      const found = deciding.get(signature) ?? (deciding.size < mostClasses ? decidingFacts(scheme, facts, asOf, side) : missingFacts);
      if (deciding.size < mostClasses) deciding.set(signature, found);
      return found;
    },
    whatIf: ({ scheme, facts, asOf, side }) => {
      const signature = signatureOf(scheme, side, facts);
      const found = changes.get(signature) ?? whatIf(scheme, facts, asOf, side);
      changes.set(signature, found);
      return found;
    },
  };
}
