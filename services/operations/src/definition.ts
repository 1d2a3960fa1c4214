import type { ServiceDefinition } from '@jinqiao/service-runtime/service-definition';
import { OperationsConfiguration } from './configuration.js';
import { OperationsModule } from './operations.module.js';

/** Shows operators how far every stream is, and carries out what they ask for; it asks the services and stores nothing. */
export const operations: ServiceDefinition = {
  name: 'operations',
  module: OperationsModule,
  configuration: OperationsConfiguration,
  database: false,
};
