import type { Side } from './access-facts.js';
import { ArchetypeStandings } from './archetype-standings.js';
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

/** Compares two laws product by product; products may come in any number of pages. */
export class RuleImpact {
  private readonly ofSides;
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
    for (const { before, after, tallies } of this.ofSides) {
      const [was, willBe] = [before.judge(product), after.judge(product)];
      tallies.forEach((tally, place) => {
        const [from, to] = [was.verdicts[place], willBe.verdicts[place]];
        if (from !== undefined && to !== undefined)
          tally.add(from, to, () => ({
            ...named(product),
            from,
            to,
            decidedBefore: this.reasons(was, place),
            decidesAfter: this.reasons(willBe, place),
          }));
      });
    }
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

  private reasons({ accesses }: JudgedProduct, place: number): readonly string[] {
    return accesses.find(({ scheme }) => scheme.id === this.question.scheme)?.standings[place]?.because ?? [];
  }
}

/** How an example names a product: as its latest version does. */
export function named({ productId, versions }: StoredProduct): Pick<TouchedProduct, 'productId' | 'productCode' | 'names'> {
  const latest = versions.at(-1);
  return { productId, productCode: latest?.productCode, names: latest?.names };
}
