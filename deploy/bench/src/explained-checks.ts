import { CATALOGUE_DAY } from '@jinqiao/deploy-generate/catalogue';
import { decide } from '@jinqiao/eligibility-rules/decide';
import { decidingFacts } from '@jinqiao/eligibility-rules/deciding-facts';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { CountedCatalogue, CountedClass } from './counted-classes.js';
import { interleaved } from './measure.js';
import type { Measured } from './measure.js';

/** Checks of whole products with reasons, citations and the missing facts that could still decide them. */
export type ExplainedChecks = {
  readonly kinds: number;
  /** How many facts the dearest product misses, over all its accesses. */
  readonly mostMissing: number;
  readonly measured: readonly Measured[];
};

const REPEATS = 200;

/** One investor against one product of each kind, and against the product of which the most facts are missing. */
export async function checkExplained(catalogue: CountedCatalogue, investor: Facts, rounds: number): Promise<ExplainedChecks> {
  const products = catalogue.groups.map(({ classes }) =>
    classes.map(({ scheme, facts }) => ({ scheme, facts: { ...facts, ...investor } })),
  );
  const missing = (accesses: readonly Asked[]): number =>
    accesses.reduce((sum, { scheme, facts }) => sum + decide(scheme, facts, CATALOGUE_DAY, 'buy').missingFacts.length, 0);
  const dearest = products.reduce((most, each) => (missing(each) > missing(most) ? each : most), []);
  const measured = await interleaved(
    [
      { name: 'a product, mean of one of each kind', operations: products.length, run: () => products.forEach(explained) },
      {
        name: 'the product of which the most facts are missing',
        operations: REPEATS,
        run: () => {
          for (let repeat = 0; repeat < REPEATS; repeat += 1) explained(dearest);
        },
      },
    ],
    rounds,
  );
  return { kinds: products.length, mostMissing: missing(dearest), measured };
}

type Asked = Pick<CountedClass, 'scheme' | 'facts'>;

function explained(accesses: readonly Asked[]): void {
  for (const { scheme, facts } of accesses) {
    const { decision } = decide(scheme, facts, CATALOGUE_DAY, 'buy');
    if (decision === 'UNDETERMINED') decidingFacts(scheme, facts, CATALOGUE_DAY, 'buy');
  }
}
