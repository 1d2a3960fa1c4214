import { mergedOpenApi } from './merged-open-api.js';

const documentOf = (path: string, amount: object) => ({
  paths: {
    [path]: { get: { operationId: path, responses: { 200: { schema: { $ref: '#/components/schemas/Amount' } } } } },
    '/health/live': { get: {} },
  },
  components: { schemas: { Amount: amount, Problem: { type: 'object' } }, securitySchemes: { token: { scheme: 'bearer' } } },
});

describe('the OpenAPI document of all services', () => {
  test('has the public routes of each service under its tag', () => {
    const { paths, tags, openapi } = mergedOpenApi([
      { service: 'products', document: documentOf('/v1/products', { type: 'string' }) },
      { service: 'query', document: documentOf('/v1/catalogue', { type: 'string' }) },
    ]);
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(['/v1/products', '/v1/catalogue']);
    expect(tags).toEqual([{ name: 'products' }, { name: 'query' }]);
    expect(paths['/v1/catalogue']).toMatchObject({ get: { tags: ['query'] } });
  });

  test('keeps shapes apart that share a name, and shares shapes that are the same', () => {
    const { paths, components } = mergedOpenApi([
      { service: 'products', document: documentOf('/v1/products', { type: 'string' }) },
      { service: 'query', document: documentOf('/v1/catalogue', { type: 'number' }) },
    ]);
    expect(components.schemas).toEqual({ Amount: { type: 'string' }, 'query.Amount': { type: 'number' }, Problem: { type: 'object' } });
    expect(JSON.stringify(paths['/v1/products'])).toContain('"#/components/schemas/Amount"');
    expect(JSON.stringify(paths['/v1/catalogue'])).toContain('"#/components/schemas/query.Amount"');
  });

  test('leaves out a service that does not answer, and names it', () => {
    const merged = mergedOpenApi([
      { service: 'products', document: documentOf('/v1/products', {}) },
      { service: 'query', document: undefined },
    ]);
    expect(merged['x-unavailable']).toEqual(['query']);
    expect(merged.info.description).toContain('do not answer at the moment: query.');
    expect(Object.keys(merged.paths)).toEqual(['/v1/products']);
  });
});
