import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { Day } from '@jinqiao/identifiers/day';
import type { Side } from './access-facts.js';
import { ArchetypeStandings } from './archetype-standings.js';
import type { JudgedAccess, JudgedProduct } from './archetype-standings.js';
import type { Archetype } from './archetypes.js';
import { EffectTally } from './effect-tally.js';
import type { Effects } from './effect-tally.js';
import type { StoredProduct } from './facts.store.js';
import type { Law } from './law.js';
import type { ImpactStanding } from './product-impact.js';
import { named } from './rule-impact.js';
import type { Alike, TouchedProduct } from './rule-impact.js';

/** What made the difference between two days: the offer began or ended, the rules, the published list, another version of the product, or a fact that changes with time, such as an age or a licence. */
export type ChangeCause = 'offer' | 'rules' | 'list' | 'product' | 'facts';

/** An access that an archetype gained or lost between two days, and why. */
export type ChangedAccess = TouchedProduct & { readonly why: ChangeCause };

/** What changed in one scheme, archetype by archetype; who is not touched is left out. */
export type SchemeChanges = {
  readonly scheme: string;
  readonly names: unknown;
  readonly archetypes: readonly { readonly archetype: string; readonly version: number; readonly effects: Effects<ChangedAccess> }[];
};

/** Which days are compared, by the law as it is now, for whom. */
export type ChangesQuestion = {
  readonly from: Day;
  readonly to: Day;
  readonly side: Side;
  readonly archetypes: readonly Archetype[];
  readonly schemes: ReadonlySet<string>;
  readonly mostExamples: number;
};

/** What the rules see of such accesses on either day, undefined where they are not offered, and whether the same version of the product was. */
export type AlikeAccesses = { readonly was: Facts | undefined; readonly is: Facts | undefined; readonly sameVersion: boolean };

/** Compares two days scheme by scheme; products may come in any number of pages. */
export class EligibilityChanges {
  private readonly before;
  private readonly after;
  private readonly tallies;
  private productsSeen = 0;

  constructor(
    private readonly law: Law,
    private readonly question: ChangesQuestion,
  ) {
    const { archetypes, from, to, side, schemes, mostExamples } = question;
    this.before = new ArchetypeStandings(law, archetypes, { day: from, side });
    this.after = new ArchetypeStandings(law, archetypes, { day: to, side });
    this.tallies = new Map([...schemes].map((id) => [id, archetypes.map(() => new EffectTally<ChangedAccess>(mostExamples))]));
  }

  add(product: StoredProduct): void {
    this.productsSeen += 1;
    const [was, is] = [this.before.judge(product), this.after.judge(product)];
    const schemes = new Set([...was.accesses, ...is.accesses].map(({ scheme }) => scheme.id));
    for (const scheme of schemes) {
      const changed = { was: accessTo(scheme, was), is: accessTo(scheme, is), sameVersion: was.version === is.version };
      this.tell(scheme, changed, { count: 1, examples: () => [named(product)] });
    }
  }

  /** Takes in accesses of one scheme that stand in the same class on each of the days, all at once; products are counted as seen with `see`. */
  addAlike(scheme: Scheme, { was, is, sameVersion }: AlikeAccesses, alike: Alike): void {
    const judged = (standings: ArchetypeStandings, facts: Facts | undefined) =>
      facts === undefined ? undefined : standings.judgeAccesses([{ scheme, facts }]).accesses[0];
    this.tell(scheme.id, { was: judged(this.before, was), is: judged(this.after, is), sameVersion }, alike);
  }

  see(products: number): void {
    this.productsSeen += products;
  }

  private tell(scheme: string, changed: ChangedJudgement, { count, examples }: Alike): void {
    const { was, is } = changed;
    const why = causeOf(changed);
    this.tallies.get(scheme)?.forEach((tally, place) => {
      const [from, to] = [standingIn(was, place), standingIn(is, place)];
      const decidedBefore = was?.standings[place]?.because ?? [];
      const decidesAfter = is?.standings[place]?.because ?? [];
      tally.add(from, to, () => examples().map((example) => ({ ...example, from, to, decidedBefore, decidesAfter, why })), count);
    });
  }

  result(): { productsSeen: number; schemes: readonly SchemeChanges[] } {
    const schemes = [...this.tallies].map(([scheme, tallies]): SchemeChanges => {
      const archetypes = this.question.archetypes.flatMap(({ id, version }, place) => {
        const tally = tallies[place];
        return tally === undefined || tally.isEmpty ? [] : [{ archetype: id, version, effects: tally.effects() }];
      });
      return { scheme, names: this.law.schemeById(scheme)?.names, archetypes };
    });
    return { productsSeen: this.productsSeen, schemes: schemes.filter(({ archetypes }) => archetypes.length > 0) };
  }
}

const accessTo = (id: string, { accesses }: JudgedProduct): JudgedAccess | undefined => accesses.find(({ scheme }) => scheme.id === id);
const standingIn = (access: JudgedAccess | undefined, place: number): ImpactStanding => access?.standings[place]?.standing ?? 'not-offered';

/** One access on both days; undefined where the product was not offered by it. */
type ChangedJudgement = { readonly was: JudgedAccess | undefined; readonly is: JudgedAccess | undefined; readonly sameVersion: boolean };

/** Where the rules see the product alike on both days, only the rules themselves can have made a difference. */
function causeOf({ was, is, sameVersion }: ChangedJudgement): ChangeCause {
  if (was === undefined || is === undefined) return 'offer';
  if (was.signature === is.signature) return 'rules';
  if (was.listStanding !== is.listStanding) return 'list';
  return sameVersion ? 'facts' : 'product';
}
