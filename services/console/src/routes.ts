import type { ServiceAddresses } from '@jinqiao/service-runtime/service-addresses';

/** Which service answers the routes under a prefix, and how large a body may be there. */
export type Route = { readonly prefix: string; readonly service: string; readonly upstream: string; readonly bodyLimitBytes: number };

const mebibyte = 1024 * 1024;

/** Every route that the gateway forwards; whatever is not here, such as `/internal`, cannot be reached through it. */
export function routes(addresses: ServiceAddresses): readonly Route[] {
  const { INSTITUTIONS_URL, PRODUCTS_URL, ELIGIBILITY_URL, QUERY_URL, OPERATIONS_URL } = addresses;
  return [
    { prefix: '/v1/institutions', service: 'institutions', upstream: INSTITUTIONS_URL, bodyLimitBytes: mebibyte },
    { prefix: '/v1/products', service: 'products', upstream: PRODUCTS_URL, bodyLimitBytes: mebibyte },
    // A published list of a scheme is one body.
    { prefix: '/v1/schemes', service: 'eligibility', upstream: ELIGIBILITY_URL, bodyLimitBytes: 4 * mebibyte },
    { prefix: '/v1/rule-verifications', service: 'eligibility', upstream: ELIGIBILITY_URL, bodyLimitBytes: mebibyte },
    { prefix: '/v1/eligibility', service: 'eligibility', upstream: ELIGIBILITY_URL, bodyLimitBytes: mebibyte },
    { prefix: '/v1/catalogue', service: 'query', upstream: QUERY_URL, bodyLimitBytes: mebibyte },
    { prefix: '/v1/operations', service: 'operations', upstream: OPERATIONS_URL, bodyLimitBytes: mebibyte },
  ];
}

/** The services behind the gateway, each once. */
export function services(addresses: ServiceAddresses): readonly { readonly service: string; readonly upstream: string }[] {
  return [...new Map(routes(addresses).map(({ service, upstream }) => [service, { service, upstream }])).values()];
}
