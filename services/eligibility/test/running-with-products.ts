import { accessDetermined } from '@jinqiao/contracts/access-events';
import { eventually } from '@jinqiao/test-kit/eventually';
import { institutionEvent, institutionState, productEvent } from './known-products.js';
import { runEligibility } from './running-eligibility.js';
import type { RunningEligibility } from './running-eligibility.js';
import { all, list, states } from './sample-products.js';

/** The running service, once it has determined every sample product by the published list. */
export async function runWithSampleProducts(): Promise<RunningEligibility> {
  const running = await runEligibility(() => Promise.resolve());
  await running.stream.publish([institutionEvent(institutionState), ...states.map((state) => productEvent(state))]);
  await running.ask('POST', '/schemes/stock-connect-northbound/lists', { as: 'sun', body: list });
  await eventually(() => {
    const determined = new Set(running.published.filter(({ type }) => type === accessDetermined.type).map(({ subject }) => subject));
    expect(all.filter((id) => !determined.has(id))).toEqual([]);
  });
  return running;
}
