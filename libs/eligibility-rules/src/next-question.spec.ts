import fc from 'fast-check';
import { settings } from '../test/runs.js';
import { DOMAINS, schemeOf, smallCondition, smallFacts } from '../test/small-rules.js';
import { residualsOf } from './access-class.js';
import { all, any, eq, gte } from './conditions.js';
import type { Condition } from './condition.js';
import { decideResidual } from './decide-residual.js';
import { nextQuestion } from './next-question.js';
import type { Facts } from './facts.js';
import type { WeighedClass } from './next-question.js';

const DAY = '2026-03-02';
const weighed = (requires: Condition, weight: number): WeighedClass => ({
  residuals: residualsOf(schemeOf(requires), 'buy', { 'product.productType': 'fund' }),
  weight,
});
const institution = eq('investor.kind', 'institution');
const rich = gte('investor.netAssetsCny', '10000000');

test('the fact that decides the most products is asked for first', () => {
  expect(nextQuestion([weighed(institution, 5), weighed(rich, 4), weighed(rich, 3)], {}, DAY)).toEqual({
    fact: 'investor.netAssetsCny',
    decides: 7,
    concerns: 7,
  });
});

test('a fact that decides only with certain answers promises the least that it decides', () => {
  const classes = [weighed(all(institution, rich), 10), weighed(any(institution, rich), 4)];
  expect(nextQuestion(classes, {}, DAY)).toEqual({ fact: 'investor.kind', decides: 4, concerns: 14 });
});

test('an order’s facts and those of the product are not asked of the investor', () => {
  expect(nextQuestion([weighed(gte('trade.amountCny', '1'), 9), weighed(gte('product.marketCapCny', '1'), 9)], {}, DAY)).toBeUndefined();
});

test('what is decided, and a day on which nothing is in force, asks nothing', () => {
  expect(nextQuestion([weighed(institution, 5)], { 'investor.kind': 'individual' }, DAY)).toBeUndefined();
  expect(nextQuestion([weighed(institution, 5)], {}, '2019-12-31')).toBeUndefined();
  expect(nextQuestion([], {}, DAY)).toBeUndefined();
});

test('the least that any answer decides is promised, and no other fact promises more', () => {
  const seen = { certain: 0, asked: 0 };
  const classes = fc.array(fc.record({ requires: smallCondition, weight: fc.integer({ min: 1, max: 100 }) }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(classes, smallFacts, (random, given) => {
      const { 'product.riskRatingR': risk, ...asked } = given as Facts;
      const product: Facts = { 'product.productType': 'fund', 'product.riskRatingR': risk ?? null };
      const weighedClasses = random.map(({ requires, weight }) => ({ residuals: residualsOf(schemeOf(requires), 'buy', product), weight }));
      const open = weighedClasses.filter(({ residuals }) => decideResidual(residuals, asked, DAY).decision === 'UNDETERMINED');
      const question = nextQuestion(weighedClasses, asked, DAY);
      const least = Object.keys(DOMAINS)
        .filter((fact) => asked[fact] === undefined)
        .map((fact) => [fact, leastDecided(open, fact, asked)] as const);
      seen.asked += question === undefined ? 0 : 1;
      seen.certain += question !== undefined && question.decides > 0 ? 1 : 0;
      if (question === undefined) return open.length === 0;
      return (
        question.decides === new Map(least).get(question.fact) &&
        least.every(([, decided]) => decided <= question.decides) &&
        question.decides <= question.concerns
      );
    }),
    settings,
  );
  expect(Math.min(seen.certain, seen.asked)).toBeGreaterThan(1_000);
});

function leastDecided(open: readonly WeighedClass[], fact: string, facts: Facts): number {
  const decided = (DOMAINS[fact] ?? []).map((answer) =>
    open
      .filter(({ residuals }) => decideResidual(residuals, { ...facts, [fact]: answer }, DAY).decision !== 'UNDETERMINED')
      .reduce((total, { weight }) => total + weight, 0),
  );
  return Math.min(...decided);
}
