import { residualsOf, signatureOf } from './access-class.js';
import { all, compared, eq, gte, includes, isOneOf, lte } from './conditions.js';
import { decideResidual } from './decide-residual.js';
import type { Rule, Scheme } from './rule.js';
import { switchDays } from './switch-days.js';

const texts = { en: 'text', 'zh-Hans': '文本', 'zh-Hant': '文本' };
const rule = (id: string, requires: Rule['requires'], more: Partial<Rule> = {}): Rule => ({
  id,
  side: 'buy',
  from: '2016-12-05',
  says: texts,
  requires,
  cites: [],
  confidence: 'official-page',
  ...more,
});
const scheme = (rules: readonly Rule[], more: Partial<Scheme> = {}): Scheme => ({
  id: 'example',
  names: texts,
  kind: 'channel',
  direction: 'northbound',
  theme: 'market-connectivity',
  inForceFrom: '2014-11-17',
  productTypes: ['a_share'],
  coverage: 'partial',
  rules,
  ...more,
});
const boards = scheme([rule('PRO', includes('investor.statuses', 'HK_IPI'), { when: isOneOf('product.board', 'STAR', 'CHINEXT') })], {
  decidedByList: 'product.schemeListing',
});
const share = (board: string, standing?: string) => ({
  'product.productType': 'a_share',
  'product.board': board,
  ...(standing === undefined ? {} : { 'product.schemeListing': standing }),
});

test('products that no rule tells apart share a class, and a figure that no rule reads does not split it', () => {
  expect(signatureOf(boards, 'buy', share('STAR', 'full'))).toBe(
    signatureOf(boards, 'buy', { ...share('CHINEXT', 'full'), 'product.marketCapCny': '1' }),
  );
  expect(signatureOf(boards, 'buy', share('STAR', 'full'))).not.toBe(signatureOf(boards, 'buy', share('MAIN', 'full')));
});

test('the standing on the list splits the buyers of a share and not its sellers', () => {
  expect(signatureOf(boards, 'buy', share('MAIN', 'full'))).not.toBe(signatureOf(boards, 'buy', share('MAIN')));
  expect(signatureOf(boards, 'sell', share('MAIN', 'full'))).toBe(signatureOf(boards, 'sell', share('MAIN')));
});

test('the residual keeps what only the investor can answer, day by day', () => {
  expect(residualsOf(boards, 'buy', share('STAR', 'full'))).toEqual([
    { from: '0001-01-01', to: '2014-11-16', inForce: false, clauses: [] },
    { from: '2014-11-17', to: '2016-12-04', inForce: true, clauses: [] },
    {
      from: '2016-12-05',
      to: null,
      inForce: true,
      clauses: [{ id: 'PRO', source: 'rule', condition: { fact: 'investor.statuses', op: 'includes', value: 'HK_IPI' } }],
    },
  ]);
});

test('a standing that refuses or is not known is a clause of its own', () => {
  const clauses = (standing?: string) =>
    residualsOf(boards, 'buy', share('MAIN', standing))
      .at(-1)
      ?.clauses.map(({ id, condition }) => [id, JSON.stringify(condition)]);
  expect(clauses('full')).toEqual([]);
  expect(clauses('sell_only')?.[0]).toEqual(['list-standing', '{"any":[]}']);
  expect(clauses()?.[0]).toEqual(['list-standing', '{"unknown":"product.schemeListing"}']);
});

test('a product of a type that the scheme does not carry leaves that one clause', () => {
  const clauses = residualsOf(boards, 'buy', { 'product.productType': 'bond' }).at(-1)?.clauses;
  expect(clauses).toEqual([{ id: 'product-type-not-carried', source: 'builtIn', condition: { any: [] } }]);
});

test('a comparison of product and investor is left as one of the investor with the product’s value', () => {
  const suitability = scheme([rule('S', compared('product.riskRatingR', 'lte', 'investor.riskToleranceC'))], { kind: 'gate' });
  const clauses = residualsOf(suitability, 'buy', { 'product.productType': 'a_share', 'product.riskRatingR': 4 }).at(-1)?.clauses;
  expect(clauses?.[0]?.condition).toEqual({ fact: 'investor.riskToleranceC', op: 'gte', value: 4 });
});

test('a clause that this version can’t read is unknown, never a yes', () => {
  const residuals = [
    {
      from: '0001-01-01',
      to: null,
      inForce: true,
      clauses: [{ id: 'NEW', source: 'rule' as const, condition: { not: { fact: 'investor.aura', op: 'glows', value: 1 } } }],
    },
  ];
  expect(decideResidual(residuals, { 'investor.kind': 'individual' }, '2026-01-01')).toEqual({
    decision: 'UNDETERMINED',
    refused: [],
    missingFacts: [],
    dependsOnOrder: false,
  });
});

test('a day that no interval covers is undetermined', () => {
  expect(decideResidual([{ from: '2020-01-01', to: '2020-12-31', inForce: true, clauses: [] }], {}, '2021-01-01').decision).toBe(
    'UNDETERMINED',
  );
});

test('a class changes on the day on which an age or a tenor passes its limit', () => {
  const aged = scheme([rule('AGE', all(gte('product.listedMonths', 6), lte('product.remainingTenorYears', '30')))]);
  const product = { 'product.productType': 'a_share', 'product.listedOn': '2024-08-31', 'product.maturesOn': '2055-06-23' };
  expect(switchDays(aged, 'buy', product, '2024-01-01')).toEqual(['2025-02-28', '2025-06-30']);
  expect(switchDays(aged, 'buy', product, '2025-02-28')).toEqual(['2025-06-30']);
  expect(switchDays(aged, 'sell', product, '2024-01-01')).toEqual([]);
});

test('an age that is given, or that no deciding rule reads, never switches', () => {
  const explained = scheme([
    rule('AGE', gte('product.listedMonths', 6), { explainsOnly: true }),
    rule('A', eq('investor.kind', 'individual')),
  ]);
  expect(switchDays(explained, 'buy', { 'product.listedOn': '2024-08-31' }, '2024-01-01')).toEqual([]);
  const aged = scheme([rule('AGE', gte('product.listedMonths', 6))]);
  expect(switchDays(aged, 'buy', { 'product.listedOn': '2024-08-31', 'product.listedMonths': 3 }, '2024-01-01')).toEqual([]);
});
