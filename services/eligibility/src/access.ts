import { signatureOf } from '@jinqiao/eligibility-rules/access-class';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { DeclaredAccess } from '@jinqiao/contracts/product-events';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { accessOfVersion, factDays, factsOfAccess } from './access-facts.js';
import type { AccessOfVersion, KnownProduct, Side } from './access-facts.js';
import type { Law } from './law.js';
import { versionDays, versionOffered } from './product-version.js';
import type { ProductVersion } from './product-version.js';

/** From a day to a day the access answers every product condition of the scheme alike; `facts` are those of the first day and stand for all of them. */
export type SignatureInterval = { readonly signature: string; readonly facts: Facts; readonly from: Day; readonly to: Day | null };

/** One declared access over all days on which the product is offered by this scheme to this audience. */
export type Access = {
  readonly scheme: Scheme;
  readonly audience: DeclaredAccess['audience'];
  readonly buy: readonly SignatureInterval[];
  readonly sell: readonly SignatureInterval[];
};

type Span = { readonly from: Day; readonly to: Day | null };
type Offer = Span & { readonly version: ProductVersion };

/** Cuts a span at the days given: each piece begins at its start or at one of the days. */
function cut(span: Span, days: readonly Day[]): Span[] {
  const inside = [...new Set(days)].filter((day) => span.from < day && (span.to === null || day <= span.to)).sort();
  return [span.from, ...inside].map((from, index) => {
    const next = inside[index];
    return { from, to: next === undefined ? span.to : addDays(next, -1) };
  });
}

/** The spans of days on which one version is the one offered. */
export function offers(versions: readonly ProductVersion[]): Offer[] {
  const days = [...new Set(versionDays(versions))].sort();
  const first = days[0];
  if (first === undefined) return [];
  return cut({ from: first, to: null }, days).flatMap((span) => {
    const version = versionOffered(versions, span.from);
    return version ? [{ ...span, version }] : [];
  });
}

function append(intervals: readonly SignatureInterval[], next: SignatureInterval): SignatureInterval[] {
  const last = intervals.at(-1);
  const continues = last !== undefined && last.to !== null && addDays(last.to, 1) === next.from && last.signature === next.signature;
  return continues ? [...intervals.slice(0, -1), { ...last, to: next.to }] : [...intervals, next];
}

function signatureIntervals(access: AccessOfVersion, side: Side, offer: Span): SignatureInterval[] {
  return cut(offer, factDays(access, side, offer.from)).map((span) => {
    const facts = factsOfAccess(access, span.from);
    return { ...span, facts, signature: signatureOf(access.scheme, side, facts) };
  });
}

/** The accesses that a version declares, once each, of the schemes that this release knows. */
export function declaredAccesses(law: Law, version: ProductVersion): { scheme: Scheme; audience: Access['audience'] }[] {
  const byScheme = new Map<string, { scheme: Scheme; audience: Access['audience'] }>();
  for (const { scheme: id, audience } of version.accesses) {
    const scheme = law.schemeById(id);
    if (scheme && !byScheme.has(id)) byScheme.set(id, { scheme, audience });
  }
  return [...byScheme.values()];
}

/**
 * From everything known about a product to its accesses: for each side the intervals of equal signature, without gaps while it is offered.
 * An access whose audience changes becomes two, so that neither its past nor its future is shown to the other's audience.
 */
export function determineAccesses(law: Law, product: KnownProduct): Access[] {
  const accesses = new Map<string, Access>();
  for (const offer of offers(product.versions)) {
    for (const { scheme, audience } of declaredAccesses(law, offer.version)) {
      const key = `${scheme.id} ${audience}`;
      const sofar = accesses.get(key) ?? { scheme, audience, buy: [], sell: [] };
      const access = accessOfVersion(law, product, offer.version, scheme);
      accesses.set(key, {
        ...sofar,
        buy: signatureIntervals(access, 'buy', offer).reduce(append, [...sofar.buy]),
        sell: signatureIntervals(access, 'sell', offer).reduce(append, [...sofar.sell]),
      });
    }
  }
  return [...accesses.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, access]) => access);
}
