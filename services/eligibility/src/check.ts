import type { Audience } from '@jinqiao/contracts/shapes';
import { ruleDays } from '@jinqiao/eligibility-rules/access-class';
import { decide } from '@jinqiao/eligibility-rules/decide';
import type { Determination } from '@jinqiao/eligibility-rules/decide';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { orderable } from '@jinqiao/eligibility-rules/orderable';
import { combine } from '@jinqiao/eligibility-rules/product-verdict';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { declaredAccesses } from './access.js';
import { accessOfVersion, factDays, factsOfAccess } from './access-facts.js';
import type { AccessOfVersion, KnownProduct, Side } from './access-facts.js';
import type { InDepth } from './in-depth.js';
import type { Law } from './law.js';
import { versionDays, versionInEffect, versionOffered } from './product-version.js';
import type { ProductVersion } from './product-version.js';

/** What is asked of each product: on a day, for a side, with the facts of the investor and the order. */
export type Question = {
  readonly asOf: Day;
  readonly side: Side;
  readonly facts: Facts;
  /** Shows the accesses of these schemes alone; the verdict looks at all of them. */
  readonly schemes?: ReadonlySet<string>;
  /** Adds the facts that could still decide; one for all products of a request. */
  readonly inDepth?: InDepth;
  /** Adds to each access that is not eligible what the investor could change. */
  readonly withWhatIf?: boolean;
};

type Judged = {
  readonly access: AccessOfVersion;
  readonly visible: boolean;
  readonly facts: Facts;
  readonly determination: Determination;
};

const mostSetsShown = 10;

/** Whether a caller with these audiences may know of the product on the day: one of its accesses then, or at its first version before, is open to them. */
export function isVisible(product: KnownProduct, audiences: readonly Audience[], day: Day): boolean {
  const version = versionInEffect(product.versions, day) ?? product.versions[0];
  return version !== undefined && version.accesses.some(({ audience }) => audiences.includes(audience));
}

/** Decides every access of a product directly from its facts. Gates outside the caller's audience are not shown, and hold all the same. */
export function checkProduct(law: Law, product: KnownProduct, question: Question, audiences: readonly Audience[]) {
  const { asOf, side, facts } = question;
  const version = versionOffered(product.versions, asOf);
  if (!version) {
    const known = versionInEffect(product.versions, asOf) ?? product.versions[0];
    return {
      productId: product.productId,
      productVersion: known?.version,
      offered: false,
      verdict: 'ineligible',
      orderable: false,
      accesses: [],
    };
  }
  const judged = declaredAccesses(law, version).map(({ scheme, audience }): Judged => {
    const access = accessOfVersion(law, product, version, scheme);
    const allFacts = { ...factsOfAccess(access, asOf), ...facts };
    return { access, visible: audiences.includes(audience), facts: allFacts, determination: decide(scheme, allFacts, asOf, side) };
  });
  const counted = judged.filter(({ access, visible }) => visible || access.scheme.kind === 'gate');
  return {
    productId: product.productId,
    productVersion: version.version,
    offered: true,
    verdict: combine(counted.map(({ access, determination }) => ({ ...determination, kind: access.scheme.kind }))),
    orderable: product.institution !== undefined && orderable(version, product.institution.lifecycle, side),
    accesses: judged
      .filter(({ access, visible }) => visible && (question.schemes?.has(access.scheme.id) ?? true))
      .map((each) => ({
        ...shownDetermination(each.access.scheme, each.determination),
        ...shownInDepth(each, question),
        validUntil: validUntil(each.access, product.versions, question),
      })),
  };
}

function shownInDepth({ access, facts, determination }: Judged, { inDepth, withWhatIf, asOf, side }: Question) {
  if (!inDepth) return {};
  const asked = { scheme: access.scheme, facts, asOf, side };
  const decidingFacts = inDepth.decidingFacts(asked, determination);
  if (withWhatIf !== true || determination.decision === 'ELIGIBLE') return { decidingFacts };
  const { sets, exhausted } = inDepth.whatIf(asked);
  return {
    decidingFacts,
    whatIf: { sets: sets.slice(0, mostSetsShown), more: Math.max(0, sets.length - mostSetsShown), exhausted },
  };
}

function shownDetermination(
  scheme: Scheme,
  { decision, refused, unknown, missingFacts, dependsOnOrder, doubts, notMachineChecked }: Determination,
) {
  return {
    scheme: scheme.id,
    names: scheme.names,
    kind: scheme.kind,
    decision,
    reasons: [
      ...refused.map((reason) => ({ outcome: 'refused' as const, ...reason })),
      ...unknown.map((reason) => ({ outcome: 'unknown' as const, ...reason })),
    ],
    missingFacts,
    dependsOnOrder,
    doubts,
    notMachineChecked,
    authoritativeLanguage: scheme.authoritativeLanguage,
  };
}

/** The last day before a rule, a list, a version, a licence or a derived fact may change the answer; null where no such day is known. */
export function validUntil(
  access: AccessOfVersion,
  versions: readonly ProductVersion[],
  { asOf, side }: Pick<Question, 'asOf' | 'side'>,
): Day | null {
  const days = [...ruleDays(access.scheme, side), ...versionDays(versions), ...factDays(access, side, asOf)];
  const [next] = days.filter((day) => day > asOf).sort();
  return next === undefined ? null : addDays(next, -1);
}
