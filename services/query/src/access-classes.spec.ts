import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import { compileResiduals } from '@jinqiao/eligibility-rules/compiled-residuals';
import { missingFactsOf, outcomesOf, shareOf, type AccessClass } from './access-classes.js';

const { accessClassId, residuals } = accessClassDetermined.example;
const bondConnect: AccessClass = { accessClassId, version: 1, schemeKind: 'channel', side: 'buy', residuals };
const day = '2026-11-25';

describe('the outcomes of the access classes', () => {
  test('are those of the residual of the day', () => {
    const filed = { 'investor.statuses': ['PBOC_CIBM_FILED'] };
    expect(outcomesOf([bondConnect], { facts: filed, day, side: 'buy' }).get(accessClassId)).toEqual({
      decision: 'ELIGIBLE',
      dependsOnOrder: false,
      missingFacts: [],
      verdict: 'eligible',
    });
    expect(outcomesOf([bondConnect], { facts: filed, day: '2017-07-02', side: 'buy' }).get(accessClassId)).toMatchObject({
      decision: 'NOT_IN_FORCE',
      verdict: 'ineligible',
    });
    expect(outcomesOf([bondConnect], { facts: { 'investor.statuses': [] }, day, side: 'buy' }).get(accessClassId)).toMatchObject({
      decision: 'INELIGIBLE',
      verdict: 'ineligible',
    });
  });

  test('are the same whether the residuals were made ready before or not', () => {
    const ready: AccessClass = { ...bondConnect, accessClassId: 'ready', compiled: compileResiduals(residuals) };
    const outcomes = outcomesOf([bondConnect, ready, { ...ready, accessClassId: 'gate', schemeKind: 'gate' }], {
      facts: {},
      day: '2017-07-02',
      side: 'buy',
    });
    expect(outcomes.get('ready')).toBe(outcomes.get(accessClassId));
    expect(outcomes.get('gate')).toMatchObject({ decision: 'NOT_IN_FORCE', verdict: 'undetermined' });
  });

  test('name the facts that would decide an open one', () => {
    const outcomes = outcomesOf([bondConnect], { facts: {}, day, side: 'buy' });
    expect(outcomes.get(accessClassId)).toMatchObject({ decision: 'UNDETERMINED', verdict: 'undetermined' });
    expect(missingFactsOf([accessClassId, 'not received'], outcomes)).toEqual(['investor.statuses']);
  });

  test('leave out the classes of the other side', () => expect(outcomesOf([bondConnect], { facts: {}, day, side: 'sell' }).size).toBe(0));
});

test('a channel that is not in force grants nothing, and a gate that is not in force leaves the answer open', () => {
  const notInForce = { decision: 'NOT_IN_FORCE', dependsOnOrder: false } as const;
  expect(shareOf({ kind: 'channel', ...notInForce })).toBe('ineligible');
  expect(shareOf({ kind: 'gate', ...notInForce })).toBe('undetermined');
});
