import { isDeepStrictEqual } from 'node:util';
import type { Clause, ResidualInterval } from '@jinqiao/contracts/access-class-events';
import fc from 'fast-check';
import * as arbitrary from '../test/arbitraries.js';
import { settings } from '../test/runs.js';
import { compileCondition } from './compiled-condition.js';
import type { Gathered } from './compiled-condition.js';
import { compileResiduals, decideCompiled, inquire } from './compiled-residuals.js';
import { decideResidual } from './decide-residual.js';
import { evaluate } from './evaluate.js';
import { missingIn } from './missing.js';

const clauses: readonly Clause[] = [
  { id: 'R-1', source: 'rule', condition: { fact: 'investor.kind', op: 'eq', value: 'individual' } },
  { id: 'R-2', source: 'rule', condition: { any: [] } },
  { id: 'R-3', source: 'rule', condition: { fact: 'investor.aura', op: 'glows', value: 1 } },
  { id: 'R-4', source: 'rule', condition: { not: { fact: 'trade.amountCny', op: 'gt', value: '1' } } },
  {
    id: 'R-5',
    source: 'builtIn',
    condition: {
      any: [
        { fact: 'investor.kind', op: 'eq', value: 'individual' },
        { all: [{ fact: 'trade.amountCny', op: 'gt', value: '1' }, { unknown: 'product.board' }] },
      ],
    },
  },
];

test('many classes, asked together, answer what each alone does, whatever gaps, overlaps and order their intervals have', () => {
  const interval: fc.Arbitrary<ResidualInterval> = fc.record({
    from: arbitrary.day,
    to: fc.option(arbitrary.day),
    inForce: fc.integer({ min: 0, max: 5 }).map((drawn) => drawn > 0),
    clauses: fc.subarray([...clauses]),
  });
  const classes = fc.array(fc.array(interval, { maxLength: 3 }), { minLength: 2, maxLength: 3 });
  const seen = new Set<string>();
  fc.assert(
    fc.property(classes, arbitrary.day, arbitrary.askedFacts, (several, day, asked) => {
      const inquiry = inquire(asked, day);
      return several.every((residuals) => {
        const alone = decideResidual(residuals, asked, day);
        seen.add(alone.decision + String(alone.dependsOnOrder));
        return isDeepStrictEqual(decideCompiled(compileResiduals(residuals), inquiry), alone);
      });
    }),
    settings,
  );
  expect([...seen].sort()).toEqual(['ELIGIBLEfalse', 'INELIGIBLEfalse', 'NOT_IN_FORCEfalse', 'UNDETERMINEDfalse', 'UNDETERMINEDtrue']);
});

test('a compiled condition has the truth of the condition and lacks the same', () => {
  fc.assert(
    fc.property(arbitrary.condition(), arbitrary.condition(), arbitrary.facts, (one, other, facts) => {
      const inquiry = { facts, truths: new Map() };
      return [one, { all: [other, one] }, { not: { any: [one, other] } }].every((condition) => {
        const compiled = compileCondition(condition);
        const missing: Gathered = { facts: new Set(), reviews: [] };
        compiled.gatherMissing(inquiry, missing);
        return (
          compiled.truthIn(inquiry) === evaluate(condition, facts) &&
          isDeepStrictEqual({ ...missing, facts: [...missing.facts] }, missingIn(condition, facts))
        );
      });
    }),
    settings,
  );
});

test('classes that leave the same to ask are answered once, whatever they asked before', () => {
  const day = '2026-03-02';
  const [one, other] = ['2020-01-01', '2024-01-01'].map((from) =>
    compileResiduals([{ from, to: null, inForce: true, clauses: JSON.parse(JSON.stringify(clauses)) as Clause[] }]),
  );
  if (one === undefined || other === undefined) throw new Error('nothing compiled');
  const inquiry = inquire({ 'investor.kind': 'individual' }, day);
  expect(decideCompiled(one, inquiry)).toBe(decideCompiled(other, inquiry));
  expect(decideCompiled(one, inquire({ 'investor.kind': 'institution' }, day)).refused).toEqual(['R-1', 'R-2']);
  expect(decideCompiled(one, inquiry).refused).toEqual(['R-2']);
});

test('before the first day and in a gap nothing is known', () => {
  const compiled = compileResiduals([{ from: '2020-01-01', to: '2020-12-31', inForce: true, clauses: [] }]);
  const on = (day: string): string => decideCompiled(compiled, inquire({}, day)).decision;
  expect(['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01'].map(on)).toEqual([
    'UNDETERMINED',
    'ELIGIBLE',
    'ELIGIBLE',
    'UNDETERMINED',
  ]);
});
