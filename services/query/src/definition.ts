import type { ServiceDefinition } from '@jinqiao/service-runtime/service';
import { QueryConfiguration } from './query-configuration.js';
import { QueryModule } from './query.module.js';

export const query: ServiceDefinition = {
  name: 'query',
  module: QueryModule,
  configuration: QueryConfiguration,
  consumes: true,
  publishes: false,
};
