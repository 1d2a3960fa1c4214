import type { Audience } from '@jinqiao/contracts/shapes';
import type { ProductVerdict } from '@jinqiao/eligibility-rules/product-verdict';
import type { Day } from '@jinqiao/identifiers/day';
import { factsOfArchetype } from './archetypes.js';
import type { Archetype } from './archetypes.js';
import type { KnownProduct, Side } from './access-facts.js';
import { checkProduct } from './check.js';
import type { Law } from './law.js';

/** How one investor stands to an access, or to the whole product; `not-offered` where there is no such access. */
export type ImpactStanding = ProductVerdict | 'not-in-force' | 'not-offered';

/** What the change does to the investor. Who could not use the product before and cannot afterwards is not touched. */
export type Effect = 'gains' | 'loses' | 'becomes-undetermined' | 'becomes-order-dependent' | 'becomes-ineligible' | 'unchanged';

type Checked = ReturnType<typeof checkProduct>;
type CheckedAccess = Checked['accesses'][number];

const everyAudience: readonly Audience[] = ['public', 'hong-kong-professional-investor', 'institutional', 'registered-scheme-investor'];
const usable: readonly ImpactStanding[] = ['eligible', 'depends-on-order'];
const closed: readonly ImpactStanding[] = ['ineligible', 'not-in-force', 'not-offered'];

/** Names what it means to an investor to go from one standing to another. */
export function effectOf(from: ImpactStanding, to: ImpactStanding): Effect {
  if (from === to || (closed.includes(from) && closed.includes(to))) return 'unchanged';
  if (to === 'undetermined') return 'becomes-undetermined';
  if (closed.includes(to)) return usable.includes(from) ? 'loses' : 'becomes-ineligible';
  return from === 'eligible' ? 'becomes-order-dependent' : 'gains';
}

/** Who gains, loses or can no longer be told when a product goes from one state to the other (undefined: not in the catalogue): each archetype, scheme and side that is touched, with what decided. */
export function productImpact(
  law: Law,
  states: { readonly before: KnownProduct | undefined; readonly after: KnownProduct | undefined },
  archetypes: readonly Archetype[],
  asOf: Day,
) {
  const compared = archetypes.flatMap((archetype) =>
    (['buy', 'sell'] as const).map((side) => {
      const question = { asOf, side, facts: factsOfArchetype(archetype) };
      const check = (product: KnownProduct | undefined) => product && checkProduct(law, product, question, everyAudience);
      return compare({ archetype: archetype.id, side }, check(states.before), check(states.after));
    }),
  );
  const products = compared.map(({ product }) => product);
  const accesses = compared.flatMap((each) => each.accesses);
  const touched = (each: { readonly effect: Effect }): boolean => each.effect !== 'unchanged';
  return {
    counts: countsOf(products),
    products: products.filter(touched),
    accesses: accesses.filter(touched),
    unchangedAccesses: accesses.length - accesses.filter(touched).length,
  };
}

function compare(of: { readonly archetype: string; readonly side: Side }, before: Checked | undefined, after: Checked | undefined) {
  const [from, to] = [verdictOf(before), verdictOf(after)];
  const schemes = new Set([...(before?.accesses ?? []), ...(after?.accesses ?? [])].map(({ scheme }) => scheme));
  return {
    product: { ...of, from, to, effect: effectOf(from, to) },
    accesses: [...schemes].map((scheme) => compareAccess({ ...of, scheme }, accessIn(before, scheme), accessIn(after, scheme))),
  };
}

const accessIn = (checked: Checked | undefined, scheme: string) => checked?.accesses.find((access) => access.scheme === scheme);

const verdictOf = (checked: Checked | undefined): ImpactStanding =>
  checked?.offered === true ? (checked.verdict as ProductVerdict) : 'not-offered';

function compareAccess<Of>(of: Of, before: CheckedAccess | undefined, after: CheckedAccess | undefined) {
  const [from, to] = [standingOf(before), standingOf(after)];
  return {
    ...of,
    from,
    to,
    effect: effectOf(from, to),
    decidedBefore: before?.reasons ?? [],
    decidesAfter: after?.reasons ?? [],
    missingFacts: after?.missingFacts ?? [],
  };
}

function standingOf(access: CheckedAccess | undefined): ImpactStanding {
  if (access === undefined) return 'not-offered';
  if (access.decision === 'ELIGIBLE') return 'eligible';
  if (access.decision === 'NOT_IN_FORCE') return 'not-in-force';
  if (access.decision === 'INELIGIBLE') return 'ineligible';
  return access.dependsOnOrder ? 'depends-on-order' : 'undetermined';
}

/** Of the product as a whole: how many archetypes are touched in which way, by side. */
function countsOf(products: readonly { readonly side: Side; readonly effect: Effect }[]) {
  const ofSide = (side: Side) => {
    const count = (effect: Effect): number => products.filter((each) => each.side === side && each.effect === effect).length;
    return {
      gains: count('gains'),
      loses: count('loses'),
      becomesUndetermined: count('becomes-undetermined'),
      becomesOrderDependent: count('becomes-order-dependent'),
      becomesIneligible: count('becomes-ineligible'),
      unchanged: count('unchanged'),
    };
  };
  return { buy: ofSide('buy'), sell: ofSide('sell') };
}
