import type { Audience } from '@jinqiao/contracts/shapes';
import { ruleDays } from '@jinqiao/eligibility-rules/access-class';
import { decide } from '@jinqiao/eligibility-rules/decide';
import type { Decision } from '@jinqiao/eligibility-rules/decide';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { declaredAccesses } from './access.js';
import { accessOfVersion, factDays, factsOfAccess } from './access-facts.js';
import type { KnownProduct, Side } from './access-facts.js';
import { checkProduct, isVisible } from './check.js';
import type { Law } from './law.js';
import { versionDays, versionOffered } from './product-version.js';
import { changeCauses } from './timeline-causes.js';
import type { Cause } from './timeline-causes.js';

/** One product and one investor over the days from `from` to `to`, both included. */
export type TimelineQuestion = {
  readonly from: Day;
  readonly to: Day;
  readonly facts: Facts;
  readonly audiences: readonly Audience[];
};

type Standing = { readonly decision: Decision | 'NOT_OFFERED'; readonly dependsOnOrder: boolean; readonly because: readonly string[] };
type Interval<T> = T & { readonly from: Day; readonly to: Day };
type Change = { readonly day: Day; readonly scheme: string; readonly side: Side; readonly causes: readonly Cause[] } & Record<
  'before' | 'after',
  Standing
>;

const sides = ['buy', 'sell'] as const;
const notOffered: Standing = { decision: 'NOT_OFFERED', dependsOnOrder: false, because: [] };

/** The first day and every later one on which a version, a rule, a list, a licence, a role or an age may change an answer, in order. */
export function timelineDays(law: Law, product: KnownProduct, { from, to }: Pick<TimelineQuestion, 'from' | 'to'>): Day[] {
  const ofAccesses = product.versions.flatMap((version) =>
    declaredAccesses(law, version).flatMap(({ scheme }) => {
      const access = accessOfVersion(law, product, version, scheme);
      return sides.flatMap((side) => [...ruleDays(scheme, side), ...factDays(access, side, from)]);
    }),
  );
  const days = [...versionDays(product.versions), ...ofAccesses].filter((day) => from < day && day <= to);
  return [...new Set([from, ...days])].sort();
}

/** What the product is to the investor by day interval: the verdict by side, the decision by scheme and side, and what made each change. */
export function timeline(law: Law, product: KnownProduct, question: TimelineQuestion) {
  const days = timelineDays(law, product, question);
  const spans = days.map((from, index) => ({ from, to: index + 1 < days.length ? addDays(days[index + 1] as Day, -1) : question.to }));
  const visible = new Map(spans.map(({ from }) => [from, isVisible(product, question.audiences, from)]));
  const schemes = schemesShown(law, product, question.audiences);
  const bySchemes = schemes.map((scheme) => ({
    scheme,
    ...bothSides((side) =>
      merged(
        spans.map((span) => ({
          ...span,
          ...(visible.get(span.from) ? standing(law, product, scheme, { ...question, side, day: span.from }) : notOffered),
        })),
      ),
    ),
  }));
  return {
    verdicts: bothSides((side) =>
      merged(
        spans.map((span) => ({
          ...span,
          ...(visible.get(span.from) ? verdict(law, product, question, { side, day: span.from }) : unseen),
        })),
      ),
    ),
    accesses: bySchemes.map(({ scheme, buy, sell }) => ({ scheme: scheme.id, names: scheme.names, kind: scheme.kind, buy, sell })),
    changes: bySchemes
      .flatMap(({ scheme, buy, sell }) => [
        ...changes(law, product, { scheme, side: 'buy' }, buy),
        ...changes(law, product, { scheme, side: 'sell' }, sell),
      ])
      .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0)),
  };
}

const unseen = { offered: false, productVersion: undefined, verdict: 'ineligible' as const };

const bothSides = <T>(of: (side: Side) => T): { readonly buy: T; readonly sell: T } => ({ buy: of('buy'), sell: of('sell') });

function schemesShown(law: Law, product: KnownProduct, audiences: readonly Audience[]): Scheme[] {
  const shown = product.versions
    .flatMap((version) => declaredAccesses(law, version))
    .filter(({ audience }) => audiences.includes(audience));
  return [...new Map(shown.map(({ scheme }) => [scheme.id, scheme])).values()];
}

function verdict(
  law: Law,
  product: KnownProduct,
  { facts, audiences }: TimelineQuestion,
  { side, day }: { readonly side: Side; readonly day: Day },
) {
  const { offered, productVersion, verdict: ofProduct } = checkProduct(law, product, { asOf: day, side, facts }, audiences);
  return { offered, productVersion: offered ? productVersion : undefined, verdict: ofProduct };
}

function standing(
  law: Law,
  product: KnownProduct,
  scheme: Scheme,
  { facts, audiences, side, day }: TimelineQuestion & { readonly side: Side; readonly day: Day },
): Standing {
  const version = versionOffered(product.versions, day);
  const declared = version && declaredAccesses(law, version).find((each) => each.scheme.id === scheme.id);
  if (!version || !declared || !audiences.includes(declared.audience)) return notOffered;
  const productSide = factsOfAccess(accessOfVersion(law, product, version, scheme), day);
  const { decision, dependsOnOrder, refused, unknown } = decide(scheme, { ...productSide, ...facts }, day, side);
  return { decision, dependsOnOrder, because: [...refused, ...unknown].map(({ id }) => id) };
}

/** Neighbours that say the same become one interval. */
function merged<T>(intervals: readonly Interval<T>[]): Interval<T>[] {
  const result: Interval<T>[] = [];
  for (const interval of intervals) {
    const last = result.at(-1);
    if (last && sameBut(last, interval)) result.splice(-1, 1, { ...last, to: interval.to });
    else result.push(interval);
  }
  return result;
}

const sameBut = (one: Interval<unknown>, other: Interval<unknown>): boolean =>
  JSON.stringify({ ...one, from: '', to: '' }) === JSON.stringify({ ...other, from: '', to: '' });

function changes(
  law: Law,
  product: KnownProduct,
  { scheme, side }: { readonly scheme: Scheme; readonly side: Side },
  intervals: readonly Interval<Standing>[],
): Change[] {
  return intervals.slice(1).map(({ from: day, decision, dependsOnOrder, because }, index) => {
    const { decision: was, dependsOnOrder: depended, because: reasons } = intervals[index] as Interval<Standing>;
    return {
      day,
      scheme: scheme.id,
      side,
      before: { decision: was, dependsOnOrder: depended, because: reasons },
      after: { decision, dependsOnOrder, because },
      causes: changeCauses(law, product, { scheme, side, day }, new Set([...reasons, ...because])),
    };
  });
}
