/** The parts of an OpenAPI document that merging looks at. */
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, unknown>>;
    readonly securitySchemes?: Readonly<Record<string, unknown>>;
  };
};

/** What a service said of itself; undefined when it did not answer. */
export type ServiceDocument = { readonly service: string; readonly document: OpenApi | undefined };

/** One OpenAPI 3.1 document of all services: their `/v1` routes under a tag each; a service that did not answer is left out and named in `x-unavailable`. */
export function mergedOpenApi(described: readonly ServiceDocument[]) {
  const unavailable = described.filter(({ document }) => !document).map(({ service }) => service);
  const paths: Record<string, object> = {};
  const schemas: Record<string, unknown> = {};
  const securitySchemes: Record<string, unknown> = {};
  for (const { service, document } of described) {
    if (!document) continue;
    const own = withDistinctSchemas(service, document, schemas);
    Object.assign(schemas, own.components?.schemas);
    Object.assign(securitySchemes, own.components?.securitySchemes);
    for (const [path, operations] of Object.entries(own.paths)) {
      if (!path.startsWith('/v1/')) continue;
      paths[path] = Object.fromEntries(
        Object.entries(operations).map(([method, operation]) => [method, { ...operation, tags: [service] }]),
      );
    }
  }
  const missing = unavailable.length > 0 ? ` Not shown because they do not answer at the moment: ${unavailable.join(', ')}.` : '';
  return {
    openapi: '3.1.0',
    info: {
      title: 'Jinqiao',
      version: '1',
      description: `The catalogue of financial products that cross between Shanghai and Hong Kong.${missing}`,
    },
    servers: [{ url: '/' }],
    tags: described.filter(({ document }) => document).map(({ service }) => ({ name: service })),
    paths,
    components: { schemas, securitySchemes },
    'x-unavailable': unavailable,
  };
}

/** Two services may give different shapes the same name: the later one's is then named after its service. */
function withDistinctSchemas(service: string, document: OpenApi, taken: Readonly<Record<string, unknown>>): OpenApi {
  const clashes = Object.entries(document.components?.schemas ?? {})
    .filter(([name, schema]) => name in taken && JSON.stringify(taken[name]) !== JSON.stringify(schema))
    .map(([name]) => name);
  if (clashes.length === 0) return document;
  const newName = (name: string): string => (clashes.includes(name) ? `${service}.${name}` : name);
  const renamed = JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/components\/schemas\/(.+)$/, (_, name: string) => `#/components/schemas/${newName(name)}`)
      : value,
  ) as OpenApi;
  const schemas = Object.fromEntries(Object.entries(renamed.components?.schemas ?? {}).map(([name, schema]) => [newName(name), schema]));
  return { ...renamed, components: { ...renamed.components, schemas } };
}
