import { signatureOf } from '@jinqiao/eligibility-rules/access-class';
import { decide } from '@jinqiao/eligibility-rules/decide';
import type { Decision } from '@jinqiao/eligibility-rules/decide';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { combine } from '@jinqiao/eligibility-rules/product-verdict';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { Day } from '@jinqiao/identifiers/day';
import { declaredAccesses } from './access.js';
import { accessOfVersion, factsOfAccess } from './access-facts.js';
import type { KnownProduct, Side } from './access-facts.js';
import { factsOfArchetype } from './archetypes.js';
import type { Archetype } from './archetypes.js';
import type { Law } from './law.js';
import type { ImpactStanding } from './product-impact.js';
import { versionOffered } from './product-version.js';

/** How one archetype stands to one access, with the ids of what refused or stayed open. */
export type AccessStanding = { readonly standing: ImpactStanding; readonly because: readonly string[] };

/** One access of a product on a day; `standings` in the order of the archetypes. */
export type JudgedAccess = {
  readonly scheme: Scheme;
  readonly signature: string;
  readonly listStanding: unknown;
  readonly standings: readonly AccessStanding[];
};

/** A product on a day: the version offered, undefined where none is, its accesses, and the verdict for each archetype. */
export type JudgedProduct = {
  readonly version: number | undefined;
  readonly accesses: readonly JudgedAccess[];
  readonly verdicts: readonly ImpactStanding[];
};

/** One access with the product's side of the facts on a day, which both sides of an order share. */
export type AccessOnDay = { readonly scheme: Scheme; readonly facts: Facts };

/** The version that is offered on the day and its accesses; undefined where none is. */
export function offeredOn(law: Law, product: KnownProduct, day: Day): { version: number; accesses: readonly AccessOnDay[] } | undefined {
  const version = versionOffered(product.versions, day);
  if (version === undefined) return undefined;
  const accesses = declaredAccesses(law, version).map(({ scheme }) => ({
    scheme,
    facts: factsOfAccess(accessOfVersion(law, product, version, scheme), day),
  }));
  return { version: version.version, accesses };
}

type Decided = AccessStanding & { readonly decision: Decision; readonly dependsOnOrder: boolean };

/** Judges products for all archetypes under one law, on one day, for one side. Accesses of one signature are decided once, however many products have them. */
export class ArchetypeStandings {
  private readonly investors: readonly Facts[];
  private readonly decided = new Map<Scheme, Map<string, readonly Decided[]>>();

  constructor(
    private readonly law: Law,
    archetypes: readonly Archetype[],
    private readonly question: { readonly day: Day; readonly side: Side },
  ) {
    this.investors = archetypes.map(factsOfArchetype);
  }

  judge(product: KnownProduct): JudgedProduct {
    const offered = offeredOn(this.law, product, this.question.day);
    if (offered === undefined) return { version: undefined, accesses: [], verdicts: this.investors.map(() => 'not-offered') };
    return { version: offered.version, ...this.judgeAccesses(offered.accesses) };
  }

  /** The same for whatever has these accesses, given with the product's side of the facts on the day. */
  judgeAccesses(accesses: readonly AccessOnDay[]): Pick<JudgedProduct, 'accesses' | 'verdicts'> {
    const judged = accesses.map(({ scheme, facts }) => {
      const signature = signatureOf(scheme, this.question.side, facts);
      // For selling the list decides nothing.
      const listStanding = scheme.decidedByList === undefined || this.question.side === 'sell' ? undefined : facts[scheme.decidedByList];
      return { scheme, signature, listStanding, standings: this.decide(scheme, signature, facts) };
    });
    const verdicts = this.investors.map((_, place) =>
      combine(
        judged.flatMap(({ scheme, standings }) => {
          const decided = standings[place];
          return decided === undefined ? [] : [{ ...decided, kind: scheme.kind }];
        }),
      ),
    );
    return { accesses: judged, verdicts };
  }

  private decide(scheme: Scheme, signature: string, facts: Facts): readonly Decided[] {
    const ofScheme = this.decided.get(scheme) ?? new Map<string, readonly Decided[]>();
    this.decided.set(scheme, ofScheme);
    const known = ofScheme.get(signature);
    if (known !== undefined) return known;
    const { day, side } = this.question;
    const decided = this.investors.map((investor): Decided => {
      const { decision, dependsOnOrder, refused, unknown } = decide(scheme, { ...facts, ...investor }, day, side);
      const because = (decision === 'UNDETERMINED' ? unknown : refused).map(({ id }) => id);
      return { decision, dependsOnOrder, because, standing: standingOf(decision, dependsOnOrder) };
    });
    ofScheme.set(signature, decided);
    return decided;
  }
}

function standingOf(decision: Decision, dependsOnOrder: boolean): ImpactStanding {
  if (decision === 'UNDETERMINED') return dependsOnOrder ? 'depends-on-order' : 'undetermined';
  if (decision === 'NOT_IN_FORCE') return 'not-in-force';
  return decision === 'ELIGIBLE' ? 'eligible' : 'ineligible';
}
