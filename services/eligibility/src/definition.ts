import type { ServiceDefinition } from '@jinqiao/service-runtime/service';
import { EligibilityModule } from './eligibility.module.js';

/** The service that knows the law: it determines the accesses of products and answers checks with reasons. */
export const eligibility: ServiceDefinition = { name: 'eligibility', module: EligibilityModule, publishes: true, consumes: true };
