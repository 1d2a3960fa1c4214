import { isDeepStrictEqual } from 'node:util';
import { ResidualInterval } from '@jinqiao/contracts/access-class-events';
import { addDays } from '@jinqiao/identifiers/day';
import fc from 'fast-check';
import * as arbitrary from '../test/arbitraries.js';
import { naiveDecision } from '../test/naive-decision.js';
import { settings } from '../test/runs.js';
import { residualsOf, signatureOf } from './access-class.js';
import { compileResiduals, decideCompiled, inquire } from './compiled-residuals.js';
import { decide } from './decide.js';
import { decideResidual, intervalOn } from './decide-residual.js';
import { factsOnDay } from './derived-facts.js';
import { evaluate } from './evaluate.js';
import { explainCondition } from './explain.js';
import type { Facts } from './facts.js';
import { parseCondition } from './parse-condition.js';
import { residualOf } from './residual.js';
import { switchDays } from './switch-days.js';

test('a decided answer never flips when unknown facts are filled in', () => {
  const decided = { ELIGIBLE: 0, INELIGIBLE: 0 };
  fc.assert(
    fc.property(
      fc.record({
        scheme: arbitrary.scheme(),
        facts: arbitrary.facts,
        all: arbitrary.completeFacts,
        filled: fc.subarray([...arbitrary.FACTS]),
        day: arbitrary.day,
        side: arbitrary.side,
      }),
      ({ scheme, facts, all, filled, day, side }) => {
        const before = decide(scheme, facts, day, side);
        if (before.decision === 'UNDETERMINED') return true;
        if (before.decision !== 'NOT_IN_FORCE') decided[before.decision] += 1;
        const more: Facts = { ...Object.fromEntries(filled.map((fact) => [fact, all[fact] ?? null])), ...facts };
        return decide(scheme, more, day, side).decision === before.decision;
      },
    ),
    settings,
  );
  expect(Math.min(decided.ELIGIBLE, decided.INELIGIBLE)).toBeGreaterThan(100);
});

test('a residual, sent over the wire, answers for investor and order exactly as the decision on all facts, compiled or not', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.record({
        scheme: arbitrary.scheme(),
        product: arbitrary.productFacts,
        asked: arbitrary.askedFacts,
        day: arbitrary.day,
        side: arbitrary.side,
      }),
      ({ scheme, product, asked, day, side }) => {
        const residuals = JSON.parse(JSON.stringify(residualsOf(scheme, side, product))) as readonly ResidualInterval[];
        // Who receives it takes it by the contract, which loses nothing of it.
        const asOfDay = intervalOn(residuals, day);
        if (!isDeepStrictEqual(ResidualInterval.parse(asOfDay), asOfDay)) return false;
        const whole = decide(scheme, { ...product, ...asked }, day, side);
        const left = decideResidual(residuals, asked, day);
        if (!isDeepStrictEqual(decideCompiled(compileResiduals(residuals), inquire(asked, day)), left)) return false;
        seen.add(whole.decision + String(whole.dependsOnOrder));
        return isDeepStrictEqual(
          { ...left, missingFacts: [...left.missingFacts].sort() },
          {
            decision: whole.decision,
            refused: whole.refused.map(({ id }) => id),
            missingFacts: [...whole.missingFacts].sort(),
            dependsOnOrder: whole.dependsOnOrder,
          },
        );
      },
    ),
    settings,
  );
  expect([...seen].sort()).toEqual(['ELIGIBLEfalse', 'INELIGIBLEfalse', 'NOT_IN_FORCEfalse', 'UNDETERMINEDfalse', 'UNDETERMINEDtrue']);
});

test('residual intervals follow each other without gaps from the first day on, and no two neighbours ask the same', () => {
  fc.assert(
    fc.property(arbitrary.scheme(), arbitrary.productFacts, arbitrary.side, (scheme, product, side) => {
      const residuals = residualsOf(scheme, side, product);
      const joined = residuals.slice(1).every((next, position) => {
        const previous = residuals[position];
        return (
          next.from === addDays(previous?.to ?? '', 1) &&
          !isDeepStrictEqual([next.inForce, next.clauses], [previous?.inForce, previous?.clauses])
        );
      });
      return joined && residuals[0]?.from === '0001-01-01' && residuals.at(-1)?.to === null;
    }),
    settings,
  );
});

test('accesses with one signature leave the same to ask', () => {
  let shared = 0;
  fc.assert(
    fc.property(
      arbitrary.scheme(),
      fc.array(arbitrary.productFacts, { minLength: 3, maxLength: 4 }),
      arbitrary.side,
      (scheme, products, side) => {
        const residualBySignature = new Map<string, string>();
        return products.every((product) => {
          const signature = signatureOf(scheme, side, product);
          const residual = JSON.stringify(residualsOf(scheme, side, product));
          const known = residualBySignature.get(signature);
          if (known !== undefined) shared += 1;
          residualBySignature.set(signature, residual);
          return (known ?? residual) === residual;
        });
      },
    ),
    settings,
  );
  expect(shared).toBeGreaterThan(500);
});

test('between two switch days the signature stays, and on each of them it changes', () => {
  let switches = 0;
  fc.assert(
    fc.property(
      fc.record({
        scheme: arbitrary.schemeOfAges,
        product: arbitrary.productFactsByDay,
        from: arbitrary.day,
        offset: fc.integer({ min: 0, max: 1500 }),
        side: arbitrary.side,
      }),
      ({ scheme, product, from, offset, side }) => {
        const days = switchDays(scheme, side, product, from);
        const signatureOn = (day: string): string => signatureOf(scheme, side, factsOnDay(product, day));
        switches += days.length;
        const changing = days.every((each) => each > from && signatureOn(each) !== signatureOn(addDays(each, -1)));
        const day = addDays(from, offset);
        const since = days.filter((each) => each <= day).at(-1) ?? from;
        return changing && signatureOn(day) === signatureOn(since);
      },
    ),
    settings,
  );
  expect(switches).toBeGreaterThan(500);
});

test('with every fact known the decision is the five steps read naively', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(arbitrary.scheme(false), arbitrary.completeFacts, arbitrary.day, arbitrary.side, (scheme, facts, day, side) => {
      const { decision, refused } = decide(scheme, facts, day, side);
      seen.add(decision);
      return isDeepStrictEqual({ decision, refused: refused.map(({ id }) => id) }, naiveDecision(scheme, facts, day, side));
    }),
    settings,
  );
  expect(seen.size).toBe(4);
});

test('putting product facts in first and the others later is evaluating at once', () => {
  fc.assert(
    fc.property(
      arbitrary.condition(),
      arbitrary.productFacts,
      arbitrary.askedFacts,
      (condition, product, asked) => evaluate(residualOf(condition, product), asked) === evaluate(condition, { ...product, ...asked }),
    ),
    settings,
  );
});

test('every random condition can be read back from JSON as it was', () => {
  fc.assert(
    fc.property(arbitrary.condition(), (condition) => isDeepStrictEqual(parseCondition(JSON.parse(JSON.stringify(condition))), condition)),
    settings,
  );
});

test('exactly the refusing and the open reasons are explained, each known reason by facts that were looked at', () => {
  fc.assert(
    fc.property(arbitrary.scheme(false), arbitrary.facts, arbitrary.day, arbitrary.side, (scheme, facts, day, side) => {
      const { unknown, refused } = decide(scheme, facts, day, side);
      return [...refused, ...unknown].every((reason) =>
        reason.facts.every(({ fact, value, seen }) => {
          const truly = facts[fact] === undefined ? 'unknown' : facts[fact] === null ? 'not-applicable' : 'known';
          return seen === truly && isDeepStrictEqual(value, facts[fact] ?? null);
        }),
      );
    }),
    settings,
  );
});

test('the facts that an explanation names are enough for the same truth', () => {
  fc.assert(
    fc.property(arbitrary.condition(), arbitrary.facts, (condition, facts) => {
      const truth = evaluate(condition, facts);
      const named = explainCondition(condition, facts).map(({ fact }) => fact);
      const alone = Object.fromEntries(Object.entries(facts).filter(([fact]) => named.includes(fact)));
      return truth === 'unknown' || evaluate(condition, alone) === truth;
    }),
    settings,
  );
});
