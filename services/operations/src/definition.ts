import type { ServiceDefinition } from '@jinqiao/service-runtime/service-definition';
import { ServiceAddresses } from '@jinqiao/service-runtime/service-addresses';
import { OperationsModule } from './operations.module.js';

/** Shows operators how far every stream is; it asks the services and stores nothing. */
export const operations: ServiceDefinition = {
  name: 'operations',
  module: OperationsModule,
  configuration: ServiceAddresses.omit({ OPERATIONS_URL: true }),
  database: false,
};
