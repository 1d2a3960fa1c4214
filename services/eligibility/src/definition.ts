import type { ServiceDefinition } from '@jinqiao/service-runtime/service-definition';
import { DecisionKeys } from './decision-signer.js';
import { EligibilityModule } from './eligibility.module.js';

/** The service that knows the law: it determines the accesses of products and answers checks with reasons. */
export const definition: ServiceDefinition = {
  name: 'eligibility',
  module: EligibilityModule,
  configuration: DecisionKeys,
  publishes: true,
  consumes: true,
  // A published list may be long, and one that is too long shall be told so by its number of entries.
  bodyLimitBytes: 4 * 1024 * 1024,
};
