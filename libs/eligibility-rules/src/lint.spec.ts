import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { settings } from '../test/runs.js';
import { DOMAINS, schemeOf, smallCondition } from '../test/small-rules.js';
import type { Condition } from './condition.js';
import { FALSE } from './condition.js';
import { all, any, between, compared, eq, exists, gt, gte, isOneOf, lt, needsReview, not } from './conditions.js';
import { evaluate } from './evaluate.js';
import type { Facts } from './facts.js';
import { lintRules } from './lint.js';
import type { LintCase } from './lint.js';
import type { Rule, Scheme } from './rule.js';
import { unreachableParts } from './unreachable.js';

const cites = [{ instrument: 'CSRC Decree 200 (2022)' }];
const texts = { en: 'text', 'zh-Hans': '文本', 'zh-Hant': '文本' };
const rule = (id: string, parts: Partial<Rule> = {}): Rule => ({
  id,
  side: 'both',
  from: '2020-01-01',
  says: texts,
  requires: gte('investor.netAssetsCny', '10'),
  cites,
  confidence: 'official-page',
  ...parts,
});
const schemeWith = (...rules: readonly Rule[]): Scheme => ({ ...schemeOf(all()), rules });
const found = (...rules: readonly Rule[]): readonly unknown[] =>
  lintRules(schemeWith(...rules)).map(({ kind, rule: id, path }) => [kind, id, path]);

test('a sound rule has no finding', () => {
  expect(found(rule('R-1'))).toEqual([]);
});

test('an unknown fact, a value of another type and too deep a nest are named with the place, the value and what to do', () => {
  const misspelt = { fact: 'investor.netAsetsCny', op: 'gte', value: '10' } as Condition;
  expect(lintRules(schemeWith(rule('R-1', { when: any(misspelt) })))).toEqual([
    {
      kind: 'unknown-fact',
      rule: 'R-1',
      path: '/when/any/0/fact',
      value: 'investor.netAsetsCny',
      remedy: 'Name a fact of the fact dictionary, such as investor.kind.',
    },
  ]);
  const deep = Array.from({ length: 30 }).reduce<Condition>((inner) => not(inner), eq('investor.kind', 'individual'));
  expect(
    found(rule('R-1', { requires: { fact: 'investor.netAssetsCny', op: 'gte', value: 10 } }), rule('R-2', { requires: deep })),
  ).toEqual([
    ['condition-not-valid', 'R-1', '/requires/value'],
    ['condition-not-valid', 'R-2', expect.stringMatching(/^\/requires(\/not)+$/)],
  ]);
});

test('an interval that holds nothing is named, of days and of values', () => {
  expect(found(rule('R-1', { to: '2019-12-31' }), rule('R-2', { to: '2020-01-01' }))).toEqual([['empty-interval', 'R-1', '/to']]);
  const kinds = lintRules(schemeWith(rule('R-1', { requires: between('trade.localTime', '23:00', '07:00') }))).map(({ kind }) => kind);
  expect(kinds).toContain('empty-interval');
});

test.each<[string, Condition, readonly string[]]>([
  ['a contradiction', all(gt('investor.riskToleranceC', 4), lt('investor.riskToleranceC', 5)), ['']],
  [
    'a contradiction deep inside',
    any(eq('investor.kind', 'individual'), all(eq('product.board', 'STAR'), eq('product.board', 'GEM'))),
    ['/any/1'],
  ],
  ['an alternative that another covers', any(gte('investor.netAssetsCny', '3000000'), gte('investor.netAssetsCny', '2000000')), ['/any/0']],
  ['the same alternative twice', any(exists('product.board'), exists('product.board')), ['/any/0']],
  [
    'a branch that the parts around it exclude',
    all(eq('investor.kind', 'individual'), any(eq('investor.kind', 'institution'), exists('product.board'))),
    ['/all/1/any/0'],
  ],
  [
    'two facts against each other',
    all(compared('product.riskRatingR', 'lt', 'investor.riskToleranceC'), compared('product.riskRatingR', 'gt', 'investor.riskToleranceC')),
    [''],
  ],
  ['neighbouring limits, which leave a value', all(gt('investor.riskToleranceC', 4), lt('investor.riskToleranceC', 6)), []],
  ['decimals, between which there is always a cent', all(gt('investor.netAssetsCny', '1'), lt('investor.netAssetsCny', '1.02')), []],
  ['less than a cent', all(gt('investor.netAssetsCny', '1'), lt('investor.netAssetsCny', '1.01')), ['']],
  ['a text for a person, which may be so', all(needsReview(texts), not(needsReview(texts))), []],
])('%s', (_, requires, paths) => {
  expect(unreachableParts(requires).map(({ path }) => path)).toEqual(paths);
});

test('what `when` excludes is unreachable in what the rule requires', () => {
  const branches = any(isOneOf('product.board', 'GEM', 'MAIN'), exists('investor.kind'));
  expect(found(rule('R-1', { when: eq('product.board', 'STAR'), requires: branches }))).toEqual([
    ['unreachable-branch', 'R-1', '/requires/any/0'],
  ]);
});

test('no branch of the domain’s rules is unreachable', () => {
  const file = new URL('../test/golden/rule-conditions.json', import.meta.url);
  const conditions = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Pick<Rule, 'when' | 'requires'>>);
  expect(found(...conditions.map(([id, parts]) => rule(id, parts)))).toEqual([]);
});

test('a part named unreachable makes no difference to anybody', () => {
  let named = 0;
  const nested = fc.tuple(smallCondition, smallCondition, fc.boolean()).map(([a, b, flip]) => (flip ? any(a, not(b)) : all(a, not(b))));
  const domains = { ...DOMAINS, 'product.riskRatingR': [1, 2, 3], 'investor.kind': ['individual', 'institution'] };
  const everyFact = fc.record(
    Object.fromEntries(Object.entries(domains).map(([fact, values]) => [fact, fc.constantFrom(...values, null)])),
  ) as fc.Arbitrary<Facts>;
  fc.assert(
    fc.property(nested, fc.array(everyFact, { minLength: 4, maxLength: 4 }), (condition, states) => {
      const parts = unreachableParts(condition).map(({ path }) => path);
      named += parts.length;
      const pruned = parts.reduce((left, path) => replaced(left, path.split('/').slice(1), FALSE), condition);
      return states.every((facts) => evaluate(pruned, facts) === evaluate(condition, facts));
    }),
    settings,
  );
  expect(named).toBeGreaterThan(1_000);
});

function replaced(condition: Condition, [key, ...rest]: readonly string[], by: Condition): Condition {
  if (key === undefined) return by;
  if ('not' in condition) return not(replaced(condition.not, rest, by));
  const [position, ...inner] = rest;
  const swap = (parts: readonly Condition[]): readonly Condition[] =>
    parts.map((part, index) => (String(index) === position ? replaced(part, inner, by) : part));
  if ('all' in condition) return { all: swap(condition.all) };
  return 'any' in condition ? { any: swap(condition.any) } : condition;
}

test('between a rule and the one it follows no day is left out and none is covered twice', () => {
  const closed = rule('R-1', { to: '2024-02-25' });
  const next = (from: string, id = 'R-2'): Rule => rule(id, { from, succeeds: 'R-1' });
  expect(found(closed, next('2024-02-26'))).toEqual([]);
  expect(found(closed, next('2024-02-27'))).toEqual([['gap', 'R-2', '/from']]);
  expect(found(closed, next('2024-02-25'))).toEqual([['overlap', 'R-2', '/from']]);
  expect(found(rule('R-1'), next('2024-02-26'))).toEqual([['overlap', 'R-2', '/from']]);
  expect(found(next('2024-02-26'))).toEqual([['unknown-predecessor', 'R-2', '/succeeds']]);
  expect(found(closed, next('2024-02-26'), next('2024-02-26', 'R-3'))).toEqual([
    ['overlap', 'R-2', '/succeeds'],
    ['overlap', 'R-3', '/succeeds'],
  ]);
});

test('a rule says where it was read', () => {
  expect(found(rule('R-1', { cites: [] }), rule('R-2', { cites: [{ instrument: ' ' }] }))).toEqual([
    ['missing-citation', 'R-1', '/cites'],
    ['missing-citation', 'R-2', '/cites/0/instrument'],
  ]);
});

const refusing: LintCase = {
  name: 'a cent below the limit is refused',
  day: '2026-03-02',
  side: 'buy',
  facts: { 'product.productType': 'fund', 'investor.netAssetsCny': '9.99' },
  decision: 'INELIGIBLE',
  because: ['R-1'],
};

test('every rule that can refuse needs a case that it refuses', () => {
  const drafts = rule('R-4');
  delete (drafts as { confidence?: unknown }).confidence;
  const scheme = schemeWith(
    rule('R-1'),
    rule('R-2', { when: eq('investor.kind', 'institution') }),
    rule('R-3', { requires: all() }),
    drafts,
  );
  expect(lintRules(scheme, [refusing]).map(({ kind, rule: id }) => [kind, id])).toEqual([['missing-refusing-case', 'R-2']]);
});

test('a case that the rules decide otherwise is shown with what they say', () => {
  const eligible: LintCase = { ...refusing, decision: 'ELIGIBLE', because: [] };
  expect(lintRules(schemeWith(rule('R-1')), [refusing])).toEqual([]);
  expect(lintRules(schemeWith(rule('R-1')), [refusing, eligible])).toEqual([
    {
      kind: 'contradicts-case',
      rule: 'R-1',
      path: 'case “a cent below the limit is refused”',
      value: { decision: 'INELIGIBLE', because: ['R-1'] },
      remedy: 'Correct the rule or the case, which expects ELIGIBLE.',
    },
  ]);
});
