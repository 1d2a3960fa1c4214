import fc from 'fast-check';
import * as arbitrary from '../test/arbitraries.js';
import { settings } from '../test/runs.js';
import { DOMAINS, schemeOf, smallCondition, smallFacts } from '../test/small-rules.js';
import type { Comparison, Condition } from './condition.js';
import { all, any, eq, gt, gte, includes, includesAny, lte, ne, not } from './conditions.js';
import { decide } from './decide.js';
import { factsIn } from './distinct-values.js';
import { evaluate } from './evaluate.js';
import type { Facts } from './facts.js';
import { whatIf, whatIfWithin } from './what-if.js';
import type { FactChange } from './what-if.js';

const DAY = '2026-03-02';
const fund: Facts = { 'product.productType': 'fund' };
const changed = (facts: Facts, changes: readonly FactChange[]): Facts => ({
  ...facts,
  ...Object.fromEntries(changes.map(({ fact, to }) => [fact, to])),
});
const setsOf = (requires: Condition, facts: Facts): unknown => whatIf(schemeOf(requires), { ...fund, ...facts }, DAY, 'buy');

const incomeOrAssets = all(
  gte('investor.investmentExperienceYears', 2),
  any(gte('investor.householdFinancialAssets3mAverageCny', '2000000'), gte('investor.averageAnnualIncome3yCny', '400000')),
);

test('the lowest sufficient amounts are named, each way to them apart', () => {
  const facts = {
    'investor.investmentExperienceYears': 1,
    'investor.averageAnnualIncome3yCny': '399999.99',
    'investor.householdFinancialAssets3mAverageCny': '5',
  };
  const experience = { fact: 'investor.investmentExperienceYears', to: 2 };
  expect(setsOf(incomeOrAssets, facts)).toEqual({
    sets: [
      [experience, { fact: 'investor.householdFinancialAssets3mAverageCny', to: '2000000' }],
      [experience, { fact: 'investor.averageAnnualIncome3yCny', to: '400000' }],
    ],
    exhausted: true,
  });
});

test('an unknown fact becomes known at its limit', () => {
  expect(setsOf(lte('investor.riskToleranceC', 4), {})).toEqual({ sets: [[{ fact: 'investor.riskToleranceC', to: 4 }]], exhausted: true });
  expect(setsOf(gt('investor.netAssetsCny', '10'), {})).toEqual({
    sets: [[{ fact: 'investor.netAssetsCny', to: '10.01' }]],
    exhausted: true,
  });
});

test('a limit that the product sets is met at the product’s value', () => {
  const requires: Comparison = { fact: 'product.riskRatingR', op: 'lte', otherFact: 'investor.riskToleranceC' };
  expect(setsOf(requires, { 'product.riskRatingR': 4, 'investor.riskToleranceC': 2 })).toEqual({
    sets: [[{ fact: 'investor.riskToleranceC', to: 4 }]],
    exhausted: true,
  });
});

test('a status is added to those that there are, any one of those that serve', () => {
  const requires = all(includesAny('investor.statuses', 'QDII', 'RQDII'), not(includes('investor.statuses', 'HK_IPI')));
  expect(setsOf(requires, { 'investor.statuses': ['CN_PROFESSIONAL', 'HK_IPI'] })).toEqual({
    sets: [
      [{ fact: 'investor.statuses', to: ['CN_PROFESSIONAL', 'QDII'] }],
      [{ fact: 'investor.statuses', to: ['CN_PROFESSIONAL', 'RQDII'] }],
    ],
    exhausted: true,
  });
});

test('every account that is not a Mainland one is named', () => {
  expect(setsOf(ne('investor.accountMarket', 'CN'), { 'investor.accountMarket': 'CN' })).toEqual({
    sets: [[{ fact: 'investor.accountMarket', to: 'HK' }], [{ fact: 'investor.accountMarket', to: 'OS' }]],
    exhausted: true,
  });
});

test('who is eligible already has nothing to change, and what nobody can change has no way', () => {
  expect(setsOf(gte('investor.netAssetsCny', '10'), { 'investor.netAssetsCny': '10.00' })).toEqual({ sets: [[]], exhausted: true });
  expect(setsOf(eq('investor.kind', 'institution'), { 'investor.kind': 'individual' })).toEqual({ sets: [], exhausted: true });
  const four = all(
    ...['portfolioHkd', 'totalAssetsHkd', 'netAssetsCny', 'securitiesAndCashCny'].map((name) => gt(`investor.${name}`, '1')),
  );
  expect(setsOf(four, {})).toEqual({ sets: [], exhausted: true });
  expect(whatIfWithin(4, [four], {}).sets).toHaveLength(1);
});

test('before the first day of a scheme nothing makes eligible', () => {
  expect(whatIf(schemeOf(gte('investor.netAssetsCny', '10')), fund, '2019-12-31', 'buy')).toEqual({ sets: [], exhausted: true });
});

test('a set makes the decision ELIGIBLE, and no proper subset does', () => {
  const sizes = [0, 0, 0, 0];
  const schemes = fc.oneof(
    { weight: 4, arbitrary: arbitrary.scheme(false) },
    { weight: 1, arbitrary: smallCondition.map((requires) => schemeOf(requires)) },
  );
  fc.assert(
    fc.property(schemes, arbitrary.completeFacts, arbitrary.day, (scheme, facts, day) => {
      const { sets, exhausted } = whatIf(scheme, facts, day, 'buy');
      const eligibleAfter = (set: readonly FactChange[]): boolean =>
        decide(scheme, changed(facts, set), day, 'buy').decision === 'ELIGIBLE';
      for (const { length } of sets) sizes[length] = (sizes[length] ?? 0) + 1;
      return exhausted && sets.every((set) => eligibleAfter(set) && !properSubsets(set).some(eligibleAfter));
    }),
    settings,
  );
  expect(Math.min(...sizes.slice(0, 3))).toBeGreaterThan(5);
});

function properSubsets<T>(set: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** set.length - 1 }, (_, mask) => set.filter((__, position) => (mask >> position) & 1));
}

test('on small domains exactly the sets that trying everything finds, but those that ask for more than another', () => {
  let ways = 0;
  fc.assert(
    fc.property(smallCondition, smallFacts, (requires, given) => {
      const facts = given as Facts;
      const minimal = minimalByTrial(requires, facts);
      const { sets } = whatIf(schemeOf(requires), facts, DAY, 'buy');
      ways += sets.length;
      const keys = new Set(minimal.map(keyOf));
      return sets.every((set) => keys.has(keyOf(set))) && minimal.every((set) => sets.some((found) => asksNoMore(found, set, facts)));
    }),
    settings,
  );
  expect(ways).toBeGreaterThan(5_000);
});

const keyOf = (set: readonly FactChange[]): string =>
  JSON.stringify(set.map(({ fact, to }) => [fact, Array.isArray(to) ? [...(to as readonly string[])].sort() : to]).sort());

function minimalByTrial(requires: Condition, facts: Facts): readonly (readonly FactChange[])[] {
  let sets: readonly (readonly FactChange[])[] = [[]];
  const looked = factsIn([requires]);
  for (const [fact, values] of Object.entries(DOMAINS).filter(([name]) => looked.includes(name))) {
    const moves = values.filter((to) => JSON.stringify(to) !== JSON.stringify(facts[fact])).map((to) => ({ fact, to }));
    sets = sets.flatMap((set) => [set, ...(set.length < 3 ? moves.map((move) => [...set, move]) : [])]);
  }
  const eligible = sets.filter((set) => evaluate(requires, changed(facts, set)) === 'true');
  return eligible.filter((set) => !eligible.some((other) => other.length < set.length && other.every((change) => set.includes(change))));
}

function asksNoMore(found: readonly FactChange[], set: readonly FactChange[], facts: Facts): boolean {
  return (
    found.length === set.length &&
    set.every(({ fact, to }) => {
      const change = found.find((each) => each.fact === fact);
      if (change === undefined) return false;
      const now = facts[fact];
      if (typeof to === 'number' && typeof change.to === 'number')
        return (
          typeof now !== 'number' || (Math.sign(to - now) === Math.sign(change.to - now) && Math.abs(change.to - now) <= Math.abs(to - now))
        );
      if (Array.isArray(to))
        return (change.to as readonly string[]).every((code) => to.includes(code) || (Array.isArray(now) && now.includes(code)));
      return change.to === to;
    })
  );
}
