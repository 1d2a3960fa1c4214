import { catalogue } from '@jinqiao/deploy-generate/catalogue';
import { comparedRules, knownInvestors } from './compared-rules.js';
import { accessesOf, countClasses } from './counted-classes.js';
import { impactByClasses, impactByProducts } from './draft-impact.js';
import { doubledMinimum } from './drafts.js';
import { cedar, jsonLogic, jsonRulesEngine, ours } from './engines.js';
import { investors } from './investors.js';
import { interleaved, spreadOf } from './measure.js';
import { checkSameAnswers } from './rule-comparison.js';
import { NotSayable, toCedar, toJsonLogic, toJsonRules } from './translate-condition.js';

const everyEngine = [ours(comparedRules), jsonRulesEngine(comparedRules), jsonLogic(comparedRules), cedar(comparedRules)];
const products = [...catalogue({ products: 500, seed: 3 })];

describe('the compared engines', () => {
  test('say the same as decide of investors of whom everything is known', async () => {
    await expect(checkSameAnswers(everyEngine, knownInvestors(40))).resolves.toBeUndefined();
  });
  test('are not compared where one of them says something else', async () => {
    const wrong = { name: 'yes to all', ready: () => () => comparedRules.map(() => true) };
    await expect(checkSameAnswers([wrong], knownInvestors(50))).rejects.toThrow(/yes to all says/);
  });
  test('get no condition that they can not say', () => {
    const review = { needsReview: { en: 'Ask a person.' } };
    for (const translate of [toJsonLogic, toJsonRules, toCedar]) expect(() => translate({ all: [review] })).toThrow(NotSayable);
  });
});

describe('the impact of a draft', () => {
  test('by classes is that of every product, investor by investor', () => {
    const byClasses = impactByClasses(countClasses(products), doubledMinimum, investors);
    expect(byClasses).toEqual(impactByProducts(products.map(accessesOf), doubledMinimum, investors));
  });
  test('takes products from who has RMB 600,000 and from nobody outside the Mainland', () => {
    const impact = impactByClasses(countClasses(products), doubledMinimum, investors);
    expect(impact['shanghai-individual']?.['eligible > ineligible']).toBeGreaterThan(0);
    expect(impact['hong-kong-individual']).toEqual({});
    expect(impact['shenzhen-resident']).toEqual({});
  });
  test('counts every product once', () => {
    const { groups, products: seen } = countClasses(products);
    expect(groups.reduce((sum, group) => sum + group.products, 0)).toBe(seen);
  });
});

describe('measuring', () => {
  test('runs every contestant once a round, forwards and backwards in turn, and once before', async () => {
    const order: string[] = [];
    const contestant = (name: string) => ({ name, operations: 1, run: () => void order.push(name) });
    const measured = await interleaved([contestant('a'), contestant('b')], 5);
    expect(order.join('')).toBe('baabbaabbaab');
    expect(measured.map(({ name, rounds }) => [name, rounds])).toEqual([
      ['a', 5],
      ['b', 5],
    ]);
  });
  test('tells least, middle and most', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
    expect(spreadOf([4, 1, 2, 3])).toEqual({ min: 1, median: 2.5, max: 4 });
  });
});
