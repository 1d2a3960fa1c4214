import type { Condition } from '@jinqiao/contracts/access-class-events';
import { factQuestions } from '@jinqiao/eligibility-rules/fact-labels';
import type { AccessClass } from './access-classes.js';
import { nextQuestionOf, type OpenProducts } from './open-products.js';

const day = '2026-11-25';
const classOf = (accessClassId: string, condition: Condition, schemeKind: 'channel' | 'gate' = 'channel', inForce = true): AccessClass => ({
  accessClassId,
  version: 1,
  schemeKind,
  side: 'buy',
  residuals: [{ from: '0001-01-01', to: null, inForce, clauses: inForce ? [{ id: 'R-1', source: 'rule', condition }] : [] }],
});
const individual: Condition = { fact: 'investor.kind', op: 'eq', value: 'individual' };
const onMainland: Condition = { fact: 'investor.accountMarket', op: 'eq', value: 'CN' };
const classes = new Map(
  [
    classOf('kind', individual),
    classOf('market', onMainland),
    classOf('granted', { all: [] }),
    classOf('order', { fact: 'trade.settlementCurrency', op: 'eq', value: 'CNY' }),
    classOf('gate', individual, 'gate'),
    classOf('future gate', individual, 'gate', false),
  ].map((accessClass) => [accessClass.accessClassId, accessClass] as const),
);
const next = (open: readonly OpenProducts[], facts = {}) => nextQuestionOf(open, classes, facts, day);
const waiting = (products: number, ...classIds: string[]): OpenProducts => ({ classIds, products });

describe('the next question of a list', () => {
  test('is the one that decides the most products, in three languages', () => {
    expect(next([waiting(2, 'kind'), waiting(3, 'market')])).toEqual({
      fact: 'investor.accountMarket',
      question: factQuestions.get('investor.accountMarket'),
      decides: 3,
    });
  });

  test('counts a product with several classes once, where the answer decides it', () => {
    expect(next([waiting(5, 'kind', 'gate')])).toMatchObject({ fact: 'investor.kind', decides: 5 });
    expect(next([waiting(4, 'granted', 'gate')])).toMatchObject({ fact: 'investor.kind', decides: 4 });
  });

  test('promises nothing where an answer may leave the product open', () => {
    expect(next([waiting(5, 'market', 'gate')])).toMatchObject({ decides: 0 });
    expect(next([waiting(5, 'kind', 'future gate')])).toMatchObject({ fact: 'investor.kind', decides: 0 });
  });

  test('is never about the order, nor about what is known, nor about a class that has not arrived', () => {
    expect(next([waiting(5, 'order')])).toBeNull();
    expect(next([waiting(5, 'kind')], { 'investor.kind': 'individual' })).toBeNull();
    expect(next([waiting(5, 'kind', 'not received')])).toBeNull();
    expect(next([])).toBeNull();
  });
});
