import { CATALOGUE_DAY } from '@jinqiao/deploy-generate/catalogue';
import { residualsOf } from '@jinqiao/eligibility-rules/access-class';
import { decide } from '@jinqiao/eligibility-rules/decide';
import { decideResidual } from '@jinqiao/eligibility-rules/decide-residual';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { CountedCatalogue } from './counted-classes.js';
import { interleaved } from './measure.js';
import type { Measured } from './measure.js';

/** One investor against every class of a catalogue: what a list asks. An operation is all classes once. */
export type ClassEvaluation = { readonly products: number; readonly classes: number; readonly measured: readonly Measured[] };

const REPEATS = 5;

/** Checks that each class answers by its residual as by all facts, then takes the time for all of them. */
export async function evaluateClasses(catalogue: CountedCatalogue, investor: Facts, rounds: number): Promise<ClassEvaluation> {
  const classes = catalogue.classes.map(({ scheme, facts }) => ({
    scheme,
    all: { ...facts, ...investor },
    residuals: residualsOf(scheme, 'buy', facts),
  }));
  for (const { scheme, all, residuals } of classes) {
    const [byClass, byFacts] = [decideResidual(residuals, investor, CATALOGUE_DAY), decide(scheme, all, CATALOGUE_DAY, 'buy')];
    if (byClass.decision !== byFacts.decision)
      throw new Error(`A class of ${scheme.id} says ${byClass.decision}, all facts ${byFacts.decision}.`);
  }
  const times = (each: () => void) => (): void => {
    for (let repeat = 0; repeat < REPEATS; repeat += 1) each();
  };
  const measured = await interleaved(
    [
      {
        name: 'residuals of all classes',
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
