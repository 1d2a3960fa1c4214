import { releasedLaw } from '../src/law.store.js';
import { institutionEvent, institutionState, productEvent } from './known-products.js';
import { runEligibility } from './running-eligibility.js';
import type { RunningEligibility } from './running-eligibility.js';
import { list, states } from './sample-products.js';

/** The running service with every sample product and the published list. It joins no consumer group, so that such tests take no events from each other. */
export async function runWithSampleProducts(): Promise<RunningEligibility> {
  const running = await runEligibility(
    async (database) => {
      await database.applyInstitutions([institutionEvent(institutionState)]);
      await database.applyProducts(
        releasedLaw(),
        states.map((state) => productEvent(state)),
      );
    },
    { consumes: false },
  );
  await running.ask('POST', '/schemes/stock-connect-northbound/lists', { as: 'sun', body: list });
  return running;
}
