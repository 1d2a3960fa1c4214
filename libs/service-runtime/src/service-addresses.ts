import { z } from 'zod';
import { httpUrl } from './configuration.js';
import { servicePorts } from './service-definition.js';
import type { ServiceName } from './service-definition.js';

const addressOf = (service: ServiceName) =>
  httpUrl().meta({ description: `the address of the ${service} service`, examples: [`http://127.0.0.1:${servicePorts[service]}`] });

/** Variables that say where the services are; a service that calls only some of them picks those. */
export const ServiceAddresses = z.object({
  INSTITUTIONS_URL: addressOf('institutions'),
  PRODUCTS_URL: addressOf('products'),
  ELIGIBILITY_URL: addressOf('eligibility'),
  QUERY_URL: addressOf('query'),
  OPERATIONS_URL: addressOf('operations'),
});
export type ServiceAddresses = z.infer<typeof ServiceAddresses>;
