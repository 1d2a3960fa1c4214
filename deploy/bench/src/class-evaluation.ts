import { CATALOGUE_DAY } from '@jinqiao/deploy-generate/catalogue';
import { isDeepStrictEqual } from 'node:util';
import { residualsOf } from '@jinqiao/eligibility-rules/access-class';
import { compileResiduals, decideCompiled, inquire } from '@jinqiao/eligibility-rules/compiled-residuals';
import { decide } from '@jinqiao/eligibility-rules/decide';
import { decideResidual } from '@jinqiao/eligibility-rules/decide-residual';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { CountedCatalogue } from './counted-classes.js';
import { interleaved } from './measure.js';
import type { Measured } from './measure.js';

/** One investor against every class of a catalogue: what a list asks. An operation is all classes once. */
export type ClassEvaluation = { readonly products: number; readonly classes: number; readonly measured: readonly Measured[] };

const REPEATS = 5;
/** Compiled classes take so little that they are asked more often, for the clock to see it. */
const MORE_REPEATS = 200;

/** Checks that each class answers by its residual as by all facts, then takes the time for all of them. */
export async function evaluateClasses(catalogue: CountedCatalogue, investor: Facts, rounds: number): Promise<ClassEvaluation> {
  const classes = catalogue.classes.map(({ scheme, facts }) => ({
    scheme,
    all: { ...facts, ...investor },
    residuals: residualsOf(scheme, 'buy', facts),
  }));
  const compiled = classes.map(({ residuals }) => compileResiduals(residuals));
  const checking = inquire(investor, CATALOGUE_DAY);
  for (const [place, { scheme, all, residuals }] of classes.entries()) {
    const [byClass, byFacts] = [decideResidual(residuals, investor, CATALOGUE_DAY), decide(scheme, all, CATALOGUE_DAY, 'buy')];
    if (byClass.decision !== byFacts.decision)
      throw new Error(`A class of ${scheme.id} says ${byClass.decision}, all facts ${byFacts.decision}.`);
    const ready = compiled[place];
    if (ready !== undefined && !isDeepStrictEqual(decideCompiled(ready, checking), byClass))
      throw new Error(`A class of ${scheme.id} says something else when it is compiled.`);
  }
  const askAll = (): void => {
    const inquiry = inquire(investor, CATALOGUE_DAY);
    for (const each of compiled) decideCompiled(each, inquiry);
  };
  const times =
    (each: () => void, repeats = REPEATS) =>
    (): void => {
      for (let repeat = 0; repeat < repeats; repeat += 1) each();
    };
  const measured = await interleaved(
    [
      {
        name: 'compiled residuals of all classes, as a list asks them',
        operations: MORE_REPEATS,
        run: times(askAll, MORE_REPEATS),
      },
      {
        name: 'residuals of all classes, one by one',
        operations: REPEATS,
        run: times(() => classes.forEach(({ residuals }) => decideResidual(residuals, investor, CATALOGUE_DAY))),
      },
      {
        name: 'decide with explanation, all classes',
        operations: REPEATS,
        run: times(() => classes.forEach(({ scheme, all }) => decide(scheme, all, CATALOGUE_DAY, 'buy'))),
      },
    ],
    rounds,
  );
  return { products: catalogue.products, classes: classes.length, measured };
}
