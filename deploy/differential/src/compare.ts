import { isDeepStrictEqual } from 'node:util';
import type { ResidualInterval } from '@jinqiao/contracts/access-class-events';
import type { Side } from '@jinqiao/contracts/shapes';
import { residualsOf, signatureOf } from '@jinqiao/eligibility-rules/access-class';
import { decide } from '@jinqiao/eligibility-rules/decide';
import type { Decision } from '@jinqiao/eligibility-rules/decide';
import { decideResidual } from '@jinqiao/eligibility-rules/decide-residual';
import type { ResidualDetermination } from '@jinqiao/eligibility-rules/decide-residual';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { Day } from '@jinqiao/identifiers/day';
import { drawInvestor, drawProduct } from './draw.js';
import type { Source } from './draw.js';
import { pick } from '@jinqiao/deploy-generate/random';
import type { Random } from '@jinqiao/deploy-generate/random';

/** A pair that a check and a list answer differently, with all that reproduces it. */
export type Difference = {
  readonly scheme: string;
  readonly side: Side;
  readonly day: Day;
  readonly product: Facts;
  readonly asked: Facts;
  /** Of all facts at once, as a check decides. */
  readonly check: ResidualDetermination;
  /** Of the residual of the class's first member, as a list decides. */
  readonly list: ResidualDetermination;
};

/** What a run found; `differences` is empty where list and check agree. */
export type Comparison = {
  readonly pairs: number;
  readonly products: number;
  readonly classes: number;
  readonly decisions: Readonly<Record<Decision, number>>;
  readonly differences: readonly Difference[];
};

/** How a residual is found for a product; the tests put a wrong one in its place. */
export type Residuals = (scheme: Scheme, side: Side, facts: Facts) => readonly ResidualInterval[];

const PRODUCTS_AT_ONCE = 40;
const INVESTORS_AT_ONCE = 10;

/** Draws at least so many pairs of product and investor, and decides each both ways; every scheme and side has its turn. */
export function compare(sources: readonly Source[], pairs: number, random: Random, residuals: Residuals = residualsOf): Comparison {
  const classes = new Map<string, readonly ResidualInterval[]>();
  const decisions: Record<Decision, number> = { ELIGIBLE: 0, INELIGIBLE: 0, UNDETERMINED: 0, NOT_IN_FORCE: 0 };
  const differences: Difference[] = [];
  let products = 0;
  let compared = 0;
  const turns = sources.flatMap((source) => (['buy', 'sell'] as const).map((side) => ({ source, side })));
  for (let turn = 0; compared < pairs; turn += 1) {
    const { source, side } = turns[turn % turns.length] ?? { source: pick(random, sources), side: 'buy' };
    const day = pick(random, source.days);
    const investors = Array.from({ length: INVESTORS_AT_ONCE }, () => drawInvestor(source, day, random));
    for (let drawn = 0; drawn < PRODUCTS_AT_ONCE && compared < pairs; drawn += 1) {
      const product = factsOnDay(drawProduct(source, day, random), day);
      const signature = signatureOf(source.scheme, side, product);
      const left = classes.get(signature) ?? overTheWire(residuals(source.scheme, side, product));
      classes.set(signature, left);
      products += 1;
      for (const asked of investors.slice(0, pairs - compared)) {
        const check = checked(source.scheme, { ...product, ...asked }, day, side);
        const list = inOrder(decideResidual(left, asked, day));
        decisions[check.decision] += 1;
        compared += 1;
        if (!isDeepStrictEqual(check, list)) differences.push({ scheme: source.scheme.id, side, day, product, asked, check, list });
      }
    }
  }
  return { pairs: compared, products, classes: classes.size, decisions, differences };
}

/** As a class travels: what JSON loses is lost here too. */
const overTheWire = (residuals: readonly ResidualInterval[]): readonly ResidualInterval[] =>
  JSON.parse(JSON.stringify(residuals)) as ResidualInterval[];

function checked(scheme: Scheme, facts: Facts, day: Day, side: Side): ResidualDetermination {
  const { decision, refused, missingFacts, dependsOnOrder } = decide(scheme, facts, day, side);
  return inOrder({ decision, refused: refused.map(({ id }) => id), missingFacts, dependsOnOrder });
}

const inOrder = ({ decision, refused, missingFacts, dependsOnOrder }: ResidualDetermination): ResidualDetermination => ({
  decision,
  refused,
  missingFacts: [...missingFacts].sort(),
  dependsOnOrder,
});
