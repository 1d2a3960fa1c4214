import fc from 'fast-check';
import { settings } from '../test/runs.js';
import { ConditionNotValid, parseCondition, RULE_BOUNDS } from './parse-condition.js';

const fault = (json: unknown): ConditionNotValid => {
  try {
    parseCondition(json);
  } catch (error) {
    if (error instanceof ConditionNotValid) return error;
    throw error;
  }
  throw new Error('it was read');
};

test.each<[string, unknown, string]>([
  ['an unknown fact', { all: [{ fact: 'investor.incme', op: 'eq', value: '1' }] }, '/all/0/fact'],
  ['an operator that the type does not have', { fact: 'investor.kind', op: 'gt', value: 'individual' }, '/op'],
  ['an unknown operator', { fact: 'investor.kind', op: 'like', value: 'individual' }, '/op'],
  ['a code outside the list', { any: [{ not: { fact: 'investor.kind', op: 'eq', value: 'person' } }] }, '/any/0/not/value'],
  ['a decimal limit as a JSON number', { fact: 'investor.portfolioHkd', op: 'gte', value: 8000000 }, '/value'],
  ['an integer limit as a text', { fact: 'product.riskRatingR', op: 'lte', value: '3' }, '/value'],
  ['an empty list', { fact: 'investor.kind', op: 'in', value: [] }, '/value'],
  ['a strange code within a list', { fact: 'investor.statuses', op: 'includesAny', value: ['HK_IPI', 'VIP'] }, '/value/1'],
  ['a range of one', { fact: 'trade.localTime', op: 'between', value: ['07:00'] }, '/value'],
  ['both a value and another fact', { fact: 'product.riskRatingR', op: 'lte', value: 3, otherFact: 'investor.riskToleranceC' }, ''],
  ['neither', { fact: 'product.riskRatingR', op: 'lte' }, ''],
  ['a value with exists', { fact: 'product.board', op: 'exists', value: true }, ''],
  ['two facts of different units', { fact: 'trade.amountCny', op: 'lte', otherFact: 'investor.portfolioHkd' }, '/otherFact'],
  ['two facts of different types', { fact: 'product.riskRatingR', op: 'lte', otherFact: 'investor.portfolioHkd' }, '/otherFact'],
  ['two sets', { fact: 'investor.statuses', op: 'includesAny', otherFact: 'investor.statuses' }, '/op'],
  ['an age compared with another fact', { fact: 'product.listedMonths', op: 'lte', otherFact: 'product.indexAgeMonths' }, '/otherFact'],
  ['two kinds in one part', { all: [], any: [] }, ''],
  ['an extra key', { fact: 'investor.kind', op: 'eq', value: 'individual', negate: true }, ''],
  ['no object', ['all'], ''],
  ['parts that are no list', { all: {} }, '/all'],
  ['a text in no language', { needsReview: {} }, '/needsReview'],
  ['an unknown missing fact', { unknown: 'product.colour' }, '/unknown'],
])('%s is refused at its place, with what to do', (_, json, path) => {
  const { path: at, message } = fault(json);
  expect(at).toBe(path);
  expect(message).toMatch(/(Write|Use|Name|Give|Leave|Two|Compare) .*\.$|: use .*\.$/);
});

test('what nests too deep or has too many parts is refused', () => {
  const nested = (depth: number): unknown => (depth === 0 ? { all: [] } : { not: nested(depth - 1) });
  expect(parseCondition(nested(RULE_BOUNDS.depth - 1))).toBeDefined();
  expect(fault(nested(RULE_BOUNDS.depth)).message).toMatch(/at most 20 deep/);
  expect(fault({ any: Array.from({ length: RULE_BOUNDS.parts }, () => ({ all: [] })) }).message).toMatch(/at most 1000 parts/);
});

test('no JSON makes it fail otherwise', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      try {
        parseCondition(json);
        return true;
      } catch (error) {
        return error instanceof ConditionNotValid;
      }
    }),
    settings,
  );
});
