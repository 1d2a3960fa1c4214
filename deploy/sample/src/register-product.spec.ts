import { ApiProblem } from './jinqiao-api.js';
import type { ApiAnswer, ApiRequest, JinqiaoApi } from './jinqiao-api.js';
import { registerProduct } from './register-product.js';
import type { SampleProduct } from './sample-product.js';

const product: SampleProduct = {
  productCode: 'XSHG-600000',
  productType: 'a_share',
  names: { en: 'Sample' },
  terms: {},
  accesses: [],
  offeredFrom: '2018-12-04',
};

/** A products service with one product in the given lifecycle, or none. */
function productsService(kept?: string): { api: JinqiaoApi; asked: string[]; lifecycle: () => string | undefined } {
  let lifecycle = kept;
  const asked: string[] = [];
  const next: Readonly<Record<string, { from: string; to: string }>> = {
    submission: { from: 'draft', to: 'submitted' },
    approval: { from: 'submitted', to: 'listed' },
  };
  const answer = ({ method, path, as }: ApiRequest): unknown => {
    asked.push(`${as} ${method} ${path}`);
    if (path === '/v1/products') {
      if (lifecycle !== undefined) throw new ApiProblem(409, 'product-code-taken', 'taken', { productId: 'p1' });
      lifecycle = 'draft';
    }
    const step = next[path.split('/').at(-1) ?? ''];
    if (step && step.from !== lifecycle) throw new ApiProblem(409, 'product-lifecycle-conflict', 'conflict', {});
    if (step) lifecycle = step.to;
    return { productId: 'p1', productCode: product.productCode, lifecycle };
  };
  const send = <Body>(request: ApiRequest): Promise<ApiAnswer<Body>> =>
    new Promise((resolve) => resolve({ code: 200, body: answer(request) as Body }));
  return { api: { send }, asked, lifecycle: () => lifecycle };
}

describe('registering a product of the sample', () => {
  test('a new one is drafted and submitted by the maker and approved by the checker', async () => {
    const { api, asked } = productsService();
    expect(await registerProduct(api, product)).toBe('p1');
    expect(asked).toEqual(['maker POST /v1/products', 'maker POST /v1/products/p1/submission', 'checker POST /v1/products/p1/approval']);
  });

  test.each(['draft', 'submitted', 'listed'])('one that is %s already is taken on from there', async (kept) => {
    const { api, lifecycle } = productsService(kept);
    expect(await registerProduct(api, product)).toBe('p1');
    expect(lifecycle()).toBe('listed');
  });

  test.each(['suspended', 'withdrawn'])('one that is %s is left as it is', async (kept) => {
    const { api, lifecycle } = productsService(kept);
    await registerProduct(api, product);
    expect(lifecycle()).toBe(kept);
  });
});
