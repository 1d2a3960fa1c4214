import fc from 'fast-check';
import * as arbitrary from '../test/arbitraries.js';
import { settings } from '../test/runs.js';
import { DOMAINS, schemeOf, smallCondition, smallFacts } from '../test/small-rules.js';
import { all, any, eq, gte, needsReview, not } from './conditions.js';
import type { Condition } from './condition.js';
import { decide } from './decide.js';
import { decidingAmong, decidingFacts } from './deciding-facts.js';
import { factsIn } from './distinct-values.js';
import { evaluate } from './evaluate.js';
import type { Facts } from './facts.js';

const DAY = '2026-03-02';
const fund: Facts = { 'product.productType': 'fund' };
const deciding = (requires: Condition, facts: Facts = {}): readonly string[] =>
  decidingFacts(schemeOf(requires), { ...fund, ...facts }, DAY, 'buy');

const rich = gte('investor.netAssetsCny', '10000000');
const institution = eq('investor.kind', 'institution');
const review = needsReview({ en: 'Ask the exchange.' });

test('every fact of an open rule may decide it, and none once it is decided', () => {
  expect(deciding(all(institution, rich))).toEqual(['investor.kind', 'investor.netAssetsCny']);
  expect(deciding(all(institution, rich), { 'investor.kind': 'individual' })).toEqual([]);
  expect(deciding(any(institution, rich), { 'investor.kind': 'individual' })).toEqual(['investor.netAssetsCny']);
});

test('a fact that never tips the balance is missing but not asked for', () => {
  const requires = any(institution, all(institution, rich));
  expect(decide(schemeOf(requires), fund, DAY, 'buy').missingFacts).toEqual(['investor.kind', 'investor.netAssetsCny']);
  expect(deciding(requires)).toEqual(['investor.kind']);
});

test('beside a question for a person only what can still refuse is asked for', () => {
  expect(deciding(all(review, rich))).toEqual(['investor.netAssetsCny']);
  expect(deciding(all(review, any(review, rich)))).toEqual([]);
});

test('before the first day nothing has to be known', () => {
  expect(decidingFacts(schemeOf(rich), fund, '2019-12-31', 'buy')).toEqual([]);
});

const withReview = fc.tuple(smallCondition, fc.constantFrom('none', 'none', 'all', 'any', 'not')).map(([condition, place]): Condition => {
  if (place === 'none') return condition;
  return place === 'not' ? any(not(condition), all(review, condition)) : place === 'all' ? all(review, condition) : any(review, condition);
});

test('on small domains exactly the facts that trying everything finds', () => {
  const seen = { named: 0, left: 0 };
  fc.assert(
    fc.property(withReview, withReview, smallFacts, (one, other, given) => {
      const facts = given as Facts;
      const found = decidingAmong([one, other], facts);
      const tried = decidingByTrial(all(one, other), facts);
      const missing = factsIn([one, other]).filter((fact) => facts[fact] === undefined);
      seen.named += found.length;
      seen.left += missing.length - found.length;
      return found.length === tried.size && found.every((fact) => tried.has(fact));
    }),
    settings,
  );
  expect(Math.min(seen.named, seen.left)).toBeGreaterThan(1_000);
});

/** A fact decides if one value of it settles a state of the other facts that is open without it. */
function decidingByTrial(condition: Condition, facts: Facts): ReadonlySet<string> {
  const missing = factsIn([condition]).filter((fact) => facts[fact] === undefined);
  const choices = (fact: string): readonly unknown[] => [undefined, null, ...(DOMAINS[fact] ?? [])];
  const states = missing.reduce<readonly Facts[]>(
    (all, fact) => all.flatMap((state) => choices(fact).map((value) => ({ ...state, [fact]: value }) as Facts)),
    [facts],
  );
  const open = states.filter((state) => evaluate(condition, state) === 'unknown');
  const settles = (fact: string) => (state: Facts) =>
    state[fact] === undefined && choices(fact).some((value) => evaluate(condition, { ...state, [fact]: value } as Facts) !== 'unknown');
  return new Set(missing.filter((fact) => open.some(settles(fact))));
}

test('with its deciding facts known an answer is decided, or no fact can decide it any more', () => {
  const seen = { asked: 0, decided: 0 };
  fc.assert(
    fc.property(arbitrary.scheme(), arbitrary.facts, arbitrary.completeFacts, arbitrary.day, (scheme, facts, complete, day) => {
      const before = decide(scheme, facts, day, 'buy');
      const asked = decidingFacts(scheme, facts, day, 'buy');
      const answered: Facts = { ...facts, ...Object.fromEntries(asked.map((fact) => [fact, complete[fact] ?? null])) };
      const after = decide(scheme, answered, day, 'buy').decision;
      const ever = decide(scheme, { ...complete, ...answered }, day, 'buy').decision;
      seen.asked += asked.length;
      if (before.decision === 'UNDETERMINED' && after !== 'UNDETERMINED') seen.decided += 1;
      return after === ever && asked.every((fact) => before.missingFacts.includes(fact));
    }),
    settings,
  );
  expect(Math.min(seen.asked, seen.decided)).toBeGreaterThan(300);
});
