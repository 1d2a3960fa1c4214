import type { ServiceDefinition } from '@jinqiao/service-runtime/service-definition';
import { OperationsModule } from './operations.module.js';
import { ServiceAddresses } from './service-addresses.js';

/** Shows operators how far every stream is; it asks the services and stores nothing. */
export const operations: ServiceDefinition = {
  name: 'operations',
  module: OperationsModule,
  configuration: ServiceAddresses,
  database: false,
};
