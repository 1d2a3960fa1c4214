import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { productFacts } from '@jinqiao/product-types/product-facts';
import type { Law } from './law.js';
import { standingOn } from './list-standing.js';
import type { StandingInterval } from './list-standing.js';
import type { ProductVersion } from './product-version.js';

export type Institution = Pick<InstitutionState, 'jurisdiction' | 'institutionKind' | 'lifecycle' | 'licences' | 'schemeRoles'>;

/** Where a security stands in published lists: each scheme, product type, market and code has a history of its own. */
export type ListKey = { readonly scheme: string; readonly productType: string; readonly mic: string; readonly code: string };

/** Everything known about one product, for all days. */
export type KnownProduct = {
  readonly productId: string;
  readonly versions: readonly ProductVersion[];
  /** Undefined until the institution's first event has arrived: its facts are unknown then. */
  readonly institution: Institution | undefined;
  readonly standings: (key: ListKey) => readonly StandingInterval[];
};

type Period = { readonly from: Day; readonly to?: Day | undefined };
const covers = (day: Day) => (period: Period) => period.from <= day && (period.to === undefined || day <= period.to);
const edges = (periods: readonly Period[]): Day[] => periods.flatMap(({ from, to }) => (to === undefined ? [from] : [from, addDays(to, 1)]));

/** The facts of a product's own terms, before any day is applied. Empty for a product type that this release does not know. */
export function termFacts(law: Law, version: ProductVersion): Facts {
  const productType = law.productTypeById(version.productType);
  return productType ? productFacts(productType, version.terms) : {};
}

export function standingsOf(law: Law, product: KnownProduct, version: ProductVersion, scheme: Scheme): readonly StandingInterval[] {
  if (scheme.decidedByList === undefined) return [];
  const key = law.productTypeById(version.productType)?.listKey(version.terms);
  return key ? product.standings({ scheme: scheme.id, productType: version.productType, mic: key.mic, code: key.code }) : [];
}

function institutionFacts(institution: Institution | undefined, scheme: string, day: Day): Facts {
  if (!institution) return {};
  const licences = institution.licences.filter(covers(day));
  const roles = institution.schemeRoles.filter((role) => role.scheme === scheme).filter(covers(day));
  return {
    'institution.jurisdiction': institution.jurisdiction,
    'institution.kind': institution.institutionKind,
    'institution.licensedActivities': [...new Set(licences.flatMap(({ activities }) => activities))].sort(),
    'institution.schemeRoles': [...new Set(roles.map(({ role }) => role))].sort(),
  };
}

/** What the rules of a scheme may look at on one day, but for the investor and the order. */
export function accessFacts(law: Law, product: KnownProduct, access: { version: ProductVersion; scheme: Scheme }, day: Day): Facts {
  const { version, scheme } = access;
  const standing = standingOn(standingsOf(law, product, version, scheme), day)?.standing;
  const facts: Facts = {
    ...termFacts(law, version),
    ...institutionFacts(product.institution, scheme.id, day),
    ...(scheme.decidedByList !== undefined && standing !== undefined ? { [scheme.decidedByList]: standing } : {}),
  };
  return factsOnDay(facts, day);
}

/** The days on which a fact of the product's side, other than its version, may change for this scheme. */
export function factDays(law: Law, product: KnownProduct, version: ProductVersion, scheme: Scheme): Day[] {
  const roles = product.institution?.schemeRoles.filter((role) => role.scheme === scheme.id) ?? [];
  return [...edges(standingsOf(law, product, version, scheme)), ...edges(product.institution?.licences ?? []), ...edges(roles)];
}
