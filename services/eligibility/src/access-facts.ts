import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import { switchDays } from '@jinqiao/eligibility-rules/switch-days';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { productFacts } from '@jinqiao/product-types/product-facts';
import type { Law } from './law.js';
import { standingOn } from './list-standing.js';
import type { StandingInterval } from './list-standing.js';
import type { ProductVersion } from './product-version.js';

export type Side = 'buy' | 'sell';

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
const edges = (periods: readonly Period[]): Day[] =>
  periods.flatMap(({ from, to }) => (to === undefined ? [from] : [from, addDays(to, 1)]));

/** One access of one version with everything that does not depend on the day, worked out once. */
export type AccessOfVersion = {
  readonly version: ProductVersion;
  readonly scheme: Scheme;
  /** As the product states them; empty for a product type that this release does not know. */
  readonly statedFacts: Facts;
  readonly standings: readonly StandingInterval[];
  readonly institution: Institution | undefined;
};

export function accessOfVersion(law: Law, product: KnownProduct, version: ProductVersion, scheme: Scheme): AccessOfVersion {
  const productType = law.productTypeById(version.productType);
  const key = scheme.decidedByList === undefined ? undefined : productType?.listKey(version.terms);
  return {
    version,
    scheme,
    statedFacts: productType ? productFacts(productType, version.terms) : {},
    standings: key ? product.standings({ scheme: scheme.id, productType: version.productType, mic: key.mic, code: key.code }) : [],
    institution: product.institution,
  };
}

function institutionFacts({ institution, scheme }: AccessOfVersion, day: Day): Facts {
  if (!institution) return {};
  const licences = institution.licences.filter(covers(day));
  const roles = institution.schemeRoles.filter((role) => role.scheme === scheme.id).filter(covers(day));
  return {
    'institution.jurisdiction': institution.jurisdiction,
    'institution.kind': institution.institutionKind,
    'institution.licensedActivities': [...new Set(licences.flatMap(({ activities }) => activities))].sort(),
    'institution.schemeRoles': [...new Set(roles.map(({ role }) => role))].sort(),
  };
}

/** What the rules of the scheme may look at on one day, but for the investor and the order. */
export function factsOfAccess(access: AccessOfVersion, day: Day): Facts {
  const { decidedByList } = access.scheme;
  const standing = standingOn(access.standings, day)?.standing;
  const facts: Facts = {
    ...access.statedFacts,
    ...institutionFacts(access, day),
    ...(decidedByList !== undefined && standing !== undefined ? { [decidedByList]: standing } : {}),
  };
  return factsOnDay(facts, day);
}

/** The days after `from` on which a fact of the product's side may change while the version stays the same. */
export function factDays({ scheme, statedFacts, standings, institution }: AccessOfVersion, side: Side, from: Day): Day[] {
  const roles = institution?.schemeRoles.filter((role) => role.scheme === scheme.id) ?? [];
  const days = [
    ...edges(standings),
    ...edges(institution?.licences ?? []),
    ...edges(roles),
    ...switchDays(scheme, side, statedFacts, from),
  ];
  return days.filter((day) => day > from);
}
