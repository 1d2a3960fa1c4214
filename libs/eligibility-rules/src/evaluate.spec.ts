import {
  all,
  any,
  between,
  compared,
  eq,
  exists,
  gt,
  gte,
  includes,
  includesAny,
  isOneOf,
  lt,
  lte,
  ne,
  needsReview,
  not,
} from './conditions.js';
import { evaluate } from './evaluate.js';
import type { Truth } from './evaluate.js';
import { missingIn } from './missing.js';

const assets = 'investor.securitiesAndCashCny';

test.each<[string, Truth]>([
  ['499999.99', 'false'],
  ['500000', 'true'],
  ['500000.00', 'true'],
  ['500000.01', 'true'],
])('assets of %s against at least 500000 are %s', (value, expected) => {
  expect(evaluate(gte(assets, '500000'), { [assets]: value })).toBe(expected);
});

test('operators compare as they say, exactly', () => {
  const facts = {
    'investor.riskToleranceC': 3,
    'trade.localTime': '07:00',
    'product.listedOn': '2024-02-29',
    'investor.kind': 'individual',
  };
  const outcomes = [
    gt('investor.riskToleranceC', 3),
    lt('investor.riskToleranceC', 4),
    lte('investor.riskToleranceC', 3),
    between('trade.localTime', '07:00', '23:00'),
    between('trade.localTime', '07:01', '23:00'),
    lt('product.listedOn', '2024-03-01'),
    ne('investor.kind', 'institution'),
    isOneOf('investor.kind', 'institution', 'individual'),
  ].map((condition) => evaluate(condition, facts));
  expect(outcomes).toEqual(['false', 'true', 'true', 'true', 'false', 'true', 'true', 'true']);
});

test('sets include codes or do not', () => {
  const facts = { 'investor.statuses': ['HK_IPI', 'QDII'] };
  expect(evaluate(includes('investor.statuses', 'HK_IPI'), facts)).toBe('true');
  expect(evaluate(includesAny('investor.statuses', 'RQDII', 'QDII'), facts)).toBe('true');
  expect(evaluate(includesAny('investor.statuses', 'RQDII'), facts)).toBe('false');
  expect(evaluate(includes('investor.statuses', 'HK_IPI'), { 'investor.statuses': [] })).toBe('false');
});

test('a missing fact is unknown, and so is its opposite', () => {
  expect(evaluate(eq('investor.kind', 'individual'), {})).toBe('unknown');
  expect(evaluate(not(eq('investor.kind', 'individual')), {})).toBe('unknown');
  expect(evaluate(ne('investor.kind', 'individual'), {})).toBe('unknown');
});

test('a fact that does not apply compares as false, ne as true, and exists knows it', () => {
  const facts = { 'product.board': null };
  const outcomes = [eq('product.board', 'STAR'), isOneOf('product.board', 'STAR'), ne('product.board', 'STAR'), exists('product.board')];
  expect(outcomes.map((condition) => evaluate(condition, facts))).toEqual(['false', 'false', 'true', 'false']);
  expect([evaluate(exists('product.board'), {}), evaluate(exists('product.board'), { 'product.board': 'MAIN' })]).toEqual([
    'unknown',
    'true',
  ]);
});

test('two facts compare exactly, and not at all while one is missing', () => {
  const suitable = compared('product.riskRatingR', 'lte', 'investor.riskToleranceC');
  expect(evaluate(suitable, { 'product.riskRatingR': 3, 'investor.riskToleranceC': 3 })).toBe('true');
  expect(evaluate(suitable, { 'product.riskRatingR': 4, 'investor.riskToleranceC': 3 })).toBe('false');
  expect(evaluate(suitable, { 'product.riskRatingR': 4 })).toBe('unknown');
  expect(evaluate(suitable, { 'product.riskRatingR': null })).toBe('false');
});

test('false decides all, true decides any, whatever is unknown beside it', () => {
  const unknown = eq('investor.kind', 'individual');
  const yes = all();
  const no = any();
  expect([
    evaluate(all(unknown, no), {}),
    evaluate(any(unknown, yes), {}),
    evaluate(all(unknown, yes), {}),
    evaluate(any(unknown, no), {}),
  ]).toEqual(['false', 'true', 'unknown', 'unknown']);
});

test('what needs a person is never true or false', () => {
  const review = needsReview({ en: 'Ask the exchange.' });
  expect([evaluate(review, {}), evaluate(not(review), {}), evaluate(any(review, all()), {})]).toEqual(['unknown', 'unknown', 'true']);
  expect(missingIn(all(review, eq('investor.kind', 'individual')), {})).toEqual({
    facts: ['investor.kind'],
    reviews: [{ en: 'Ask the exchange.' }],
  });
});

test('what is missing leaves out what no longer matters', () => {
  const condition = all(any(eq('investor.kind', 'individual'), gte(assets, '1')), includes('investor.statuses', 'QDII'));
  expect(missingIn(condition, { 'investor.kind': 'individual' }).facts).toEqual(['investor.statuses']);
  expect(missingIn(condition, { 'investor.kind': 'individual', 'investor.statuses': [] }).facts).toEqual([]);
});

test('a fact of another type than its name promises is a defect, not a false', () => {
  expect(() => evaluate(gte(assets, '1'), { [assets]: 5 })).toThrow(/securitiesAndCashCny is a decimal/);
  expect(() => evaluate({ fact: 'investor.hight', op: 'eq', value: 1 }, {})).toThrow(/no fact investor.hight/);
});
