import { httpUrl } from '@jinqiao/service-runtime/configuration';
import { z } from 'zod';

const addressOf = (service: string, port: number) =>
  httpUrl().meta({ description: `the address of the ${service} service`, examples: [`http://127.0.0.1:${port}`] });

/** Where the gateway finds the services. */
export const ServiceAddresses = z.object({
  INSTITUTIONS_URL: addressOf('institutions', 8081),
  PRODUCTS_URL: addressOf('products', 8082),
  ELIGIBILITY_URL: addressOf('eligibility', 8083),
  QUERY_URL: addressOf('query', 8084),
  OPERATIONS_URL: addressOf('operations', 8085),
});
export type ServiceAddresses = z.infer<typeof ServiceAddresses>;
