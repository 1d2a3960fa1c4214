import fc from 'fast-check';
import * as arbitrary from '../test/arbitraries.js';
import { settings } from '../test/runs.js';
import { all, any, compared, eq, exists, gte, includesAny, isOneOf, ne, needsReview, not } from './conditions.js';
import { toSql } from './to-sql.js';

const columns = new Map([
  ['product.riskRatingR', 'risk'],
  ['product.board', 'p.board'],
  ['product.features', 'features'],
  ['investor.riskToleranceC', 'tolerance'],
]);

test('a limit holds only where the value is known and applies', () => {
  expect(toSql(gte('product.riskRatingR', 3), columns)).toEqual({
    text: '("risk_not_applicable" IS NOT TRUE AND "risk" IS NOT NULL AND "risk" >= $1::bigint)',
    values: [3],
  });
});

test('a limit does not hold where the fact does not apply, but not where it is unknown', () => {
  expect(toSql(not(gte('product.riskRatingR', 3)), columns).text).toBe(
    '("risk_not_applicable" IS TRUE OR ("risk_not_applicable" IS NOT TRUE AND "risk" IS NOT NULL AND "risk" < $1::bigint))',
  );
  expect(toSql(ne('product.board', 'GEM'), columns).text).toBe(
    '("p"."board_not_applicable" IS TRUE OR ("p"."board_not_applicable" IS NOT TRUE AND "p"."board" IS NOT NULL AND "p"."board" <> $1::text))',
  );
});

test('lists travel as one parameter each, numbered in their order from the first free one', () => {
  const { text, values } = toSql(all(isOneOf('product.board', 'STAR', 'GEM'), includesAny('product.features', 'inverse')), columns, 4);
  expect(text).toContain('"p"."board" = ANY($4::text[])');
  expect(text).toContain('"features" && $5::text[]');
  expect(values).toEqual([['STAR', 'GEM'], ['inverse']]);
});

test('what has no column, and what a person must judge, is neither so nor not so', () => {
  for (const unknown of [eq('investor.kind', 'individual'), needsReview({ en: 'Ask.' }), { unknown: 'product.domicile' }]) {
    expect(toSql(unknown, columns).text).toBe('FALSE');
    expect(toSql(not(unknown), columns).text).toBe('FALSE');
  }
  expect([toSql(all(), columns).text, toSql(any(), columns).text, toSql(not(any()), columns).text]).toEqual(['TRUE', 'FALSE', 'TRUE']);
});

test('two facts of which one has no column can only be told apart by the other not applying', () => {
  const apart = compared('investor.riskToleranceC', 'ne', 'product.riskRatingR');
  const withoutRating = new Map([['investor.riskToleranceC', 'tolerance']]);
  expect(toSql(apart, withoutRating).text).toBe('"tolerance_not_applicable" IS TRUE');
  expect(toSql(not(apart), withoutRating).text).toBe('FALSE');
});

test('whether a fact exists is known where it has a value or does not apply', () => {
  expect(toSql(exists('product.board'), columns).text).toBe('("p"."board_not_applicable" IS NOT TRUE AND "p"."board" IS NOT NULL)');
  expect(toSql(not(exists('product.board')), columns).text).toBe('"p"."board_not_applicable" IS TRUE');
});

test('a column name that is more than a name is refused', () => {
  for (const name of ['risk"; DROP TABLE rule', 'Risk', 'a.b.c', '', 'x'.repeat(60)])
    expect(() => toSql(gte('product.riskRatingR', 3), new Map([['product.riskRatingR', name]]))).toThrow(/column of product.riskRatingR/);
});

test('every value travels as a parameter, each used once', () => {
  const every = new Map(arbitrary.FACTS.map((fact, position) => [fact, `fact_${position}`]));
  fc.assert(
    fc.property(arbitrary.condition(), (condition) => {
      const { text, values } = toSql(condition, every);
      const used = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
      return used.length === values.length && used.every((number, position) => number === position + 1) && !text.includes("'");
    }),
    settings,
  );
});
