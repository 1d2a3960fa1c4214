import { isDeepStrictEqual } from 'node:util';
import type { Clause, ResidualInterval } from '@jinqiao/contracts/access-class-events';
import fc from 'fast-check';
import * as arbitrary from '../test/arbitraries.js';
import { settings } from '../test/runs.js';
import { residualsOf } from './access-class.js';
import { compileCondition } from './compiled-condition.js';
import type { Gathered } from './compiled-condition.js';
import { compileResiduals, decideCompiled, inquire } from './compiled-residuals.js';
import { decideResidual } from './decide-residual.js';
import { evaluate } from './evaluate.js';
import { missingIn } from './missing.js';

test('many classes, asked together, answer what each alone does', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.record({
        schemes: fc.array(arbitrary.scheme(), { minLength: 1, maxLength: 2 }),
        products: fc.array(arbitrary.productFacts, { minLength: 1, maxLength: 2 }),
        asked: arbitrary.askedFacts,
        day: arbitrary.day,
        side: arbitrary.side,
      }),
      ({ schemes, products, asked, day, side }) => {
        const inquiry = inquire(asked, day);
        return schemes.every((scheme) =>
          products.every((product) => {
            const residuals = JSON.parse(JSON.stringify(residualsOf(scheme, side, product))) as ResidualInterval[];
            const alone = decideResidual(residuals, asked, day);
            seen.add(alone.decision + String(alone.dependsOnOrder));
            return isDeepStrictEqual(decideCompiled(compileResiduals(residuals), inquiry), alone);
          }),
        );
      },
    ),
    settings,
  );
  expect([...seen].sort()).toEqual(['ELIGIBLEfalse', 'INELIGIBLEfalse', 'NOT_IN_FORCEfalse', 'UNDETERMINEDfalse', 'UNDETERMINEDtrue']);
});

const clauses: readonly Clause[] = [
  { id: 'R-1', source: 'rule', condition: { fact: 'investor.kind', op: 'eq', value: 'individual' } },
  { id: 'R-2', source: 'rule', condition: { any: [] } },
  { id: 'R-3', source: 'rule', condition: { fact: 'investor.aura', op: 'glows', value: 1 } },
];

test('intervals with gaps, overlaps and out of order are read as one after the other would be', () => {
  const interval: fc.Arbitrary<ResidualInterval> = fc.record({
    from: arbitrary.day,
    to: fc.option(arbitrary.day),
    inForce: fc.boolean(),
    clauses: fc.subarray([...clauses]),
  });
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 4 }), arbitrary.day, arbitrary.askedFacts, (residuals, day, asked) =>
      isDeepStrictEqual(decideCompiled(compileResiduals(residuals), inquire(asked, day)), decideResidual(residuals, asked, day)),
    ),
    settings,
  );
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
