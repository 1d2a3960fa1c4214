import { Problem } from '@jinqiao/problem-details/problem';
import { parseConsistencyToken } from './consistency-token.js';

const id = '019aa000-0000-7000-8000-000000000101';

describe('a consistency token', () => {
  test('names an aggregate and the version that its writer has seen', () => {
    expect(parseConsistencyToken(`product:${id}@12`)).toEqual({ aggregate: 'product', id, version: 12 });
    expect(parseConsistencyToken(`institution:${id.toUpperCase()}@1`)).toEqual({ aggregate: 'institution', id, version: 1 });
  });

  test.each([
    '',
    'product',
    `product:${id}`,
    `product:${id}@0`,
    `product:${id}@-1`,
    `product:${id}@1.5`,
    `product:${id}@1 `,
    `product:${id}@9999999999`,
    `scheme:${id}@1`,
    `product:${id.slice(1)}@1`,
    `product:${id}@1'; drop table catalogue_product; --`,
    `product:${id}@1\u0000`,
  ])('%j is refused with what was expected', (text) => {
    const refused = (): unknown => parseConsistencyToken(text);
    expect(refused).toThrow(Problem);
    expect(refused).toThrow(
      expect.objectContaining({
        type: 'request-not-valid',
        members: { errors: [expect.objectContaining({ pointer: '/after' })] },
      }) as Error,
    );
  });
});
