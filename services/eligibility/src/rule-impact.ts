import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Side } from './access-facts.js';
import { ArchetypeStandings, offeredOn } from './archetype-standings.js';
import type { JudgedProduct } from './archetype-standings.js';
import type { Archetype } from './archetypes.js';
import { EffectTally } from './effect-tally.js';
import type { Effects } from './effect-tally.js';
import type { StoredProduct } from './facts.store.js';
import type { Law } from './law.js';
import type { ImpactStanding } from './product-impact.js';
import type { Day } from '@jinqiao/identifiers/day';

/** A product that a rule touches for an archetype: its verdict before and after, and what the scheme's own reasons were and will be. */
export type TouchedProduct = {
  readonly productId: string;
  readonly productCode: string | undefined;
  readonly names: unknown;
  readonly from: ImpactStanding;
  readonly to: ImpactStanding;
  readonly decidedBefore: readonly string[];
  readonly decidesAfter: readonly string[];
};

/** What a rule does to one archetype, by side. */
export type ArchetypeImpact = {
  readonly archetype: string;
  readonly version: number;
  readonly names: unknown;
  readonly sides: Readonly<Partial<Record<Side, Effects<TouchedProduct>>>>;
};

/** What is asked: the laws to compare, whose rule changes, on which day, for which sides and whom. */
export type ImpactQuestion = {
  readonly laws: { readonly before: Law; readonly after: Law };
  readonly scheme: string;
  readonly day: Day;
  readonly sides: readonly Side[];
  readonly archetypes: readonly Archetype[];
  readonly mostExamples: number;
};

/** What all accesses of one class have: their scheme and, as far as the rules can tell, the same facts. */
export type AccessOfClass = { readonly scheme: string; readonly facts: Facts };

/** How an example names a product. */
export type NamedProduct = Pick<TouchedProduct, 'productId' | 'productCode' | 'names'>;

/** Products that nothing tells apart: how many, and some of them. */
export type Alike = { readonly count: number; readonly examples: () => readonly NamedProduct[] };

type Judged = Pick<JudgedProduct, 'accesses' | 'verdicts'>;
type OfSide = {
  readonly side: Side;
  readonly before: ArchetypeStandings;
  readonly after: ArchetypeStandings;
  readonly tallies: readonly EffectTally<TouchedProduct>[];
};

/** Compares two laws product by product; products may come in any number of pages. */
export class RuleImpact {
  private readonly ofSides: readonly OfSide[];
  private productsSeen = 0;

  constructor(private readonly question: ImpactQuestion) {
    const { laws, archetypes, day, sides, mostExamples } = question;
    this.ofSides = sides.map((side) => ({
      side,
      before: new ArchetypeStandings(laws.before, archetypes, { day, side }),
      after: new ArchetypeStandings(laws.after, archetypes, { day, side }),
      tallies: archetypes.map(() => new EffectTally<TouchedProduct>(mostExamples)),
    }));
  }

  add(product: StoredProduct): void {
    this.productsSeen += 1;
    const offered = offeredOn(this.question.laws.before, product, this.question.day);
    if (offered === undefined) return;
    const accesses = offered.accesses.map(({ scheme, facts }) => ({ scheme: scheme.id, facts }));
    for (const side of this.question.sides) this.addAlike(side, accesses, { count: 1, examples: () => [named(product)] });
  }

  /** Takes in products that stand in the same classes, all at once; they are counted as seen with `see`. */
  addAlike(side: Side, accesses: readonly AccessOfClass[], alike: Alike): void {
    const ofSide = this.ofSides.find((each) => each.side === side);
    if (ofSide === undefined) return;
    const under = (law: Law, standings: ArchetypeStandings) =>
      standings.judgeAccesses(
        accesses.flatMap(({ scheme: id, facts }) => {
          const scheme = law.schemeById(id);
          return scheme === undefined ? [] : [{ scheme, facts }];
        }),
      );
    const { before, after } = this.question.laws;
    this.compare(ofSide, { was: under(before, ofSide.before), willBe: under(after, ofSide.after) }, alike);
  }

  see(products: number): void {
    this.productsSeen = products;
  }

  private compare({ tallies }: OfSide, { was, willBe }: { was: Judged; willBe: Judged }, { count, examples }: Alike): void {
    tallies.forEach((tally, place) => {
      const [from, to] = [was.verdicts[place], willBe.verdicts[place]];
      if (from === undefined || to === undefined) return;
      const [decidedBefore, decidesAfter] = [this.reasons(was, place), this.reasons(willBe, place)];
      tally.add(from, to, () => examples().map((example) => ({ ...example, from, to, decidedBefore, decidesAfter })), count);
    });
  }

  result(): { productsSeen: number; archetypes: readonly ArchetypeImpact[] } {
    const archetypes = this.question.archetypes.map(({ id, version, names }, place): ArchetypeImpact => {
      const sides = this.ofSides.flatMap(({ side, tallies }) => {
        const tally = tallies[place];
        return tally === undefined ? [] : [[side, tally.effects()] as const];
      });
      return { archetype: id, version, names, sides: Object.fromEntries(sides) };
    });
    return { productsSeen: this.productsSeen, archetypes };
  }

  private reasons({ accesses }: Judged, place: number): readonly string[] {
    return accesses.find(({ scheme }) => scheme.id === this.question.scheme)?.standings[place]?.because ?? [];
  }
}

/** Named as its latest version names it. */
export function named({ productId, versions }: StoredProduct): NamedProduct {
  const latest = versions.at(-1);
  return { productId, productCode: latest?.productCode, names: latest?.names };
}
