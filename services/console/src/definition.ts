import { ServiceAddresses } from '@jinqiao/service-runtime/service-addresses';
import type { ServiceDefinition } from '@jinqiao/service-runtime/service-definition';
import { serveApiPage } from './api-page.module.js';
import { ConsoleModule } from './console.module.js';
import { OpenApiStore } from './open-api.store.js';
import { forwardRoutes } from './proxy.module.js';

/** The gateway: one address for all services, with their API page and the pages of problems; it stores nothing. */
export const consoleService: ServiceDefinition = {
  name: 'console',
  module: ConsoleModule,
  configuration: ServiceAddresses,
  database: false,
  // Its port is everybody's.
  metrics: false,
  openApi: (app) => app.get(OpenApiStore).merged(),
  extend: async (app) => {
    serveApiPage(app);
    await forwardRoutes(app);
  },
};
