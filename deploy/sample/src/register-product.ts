import { setTimeout as wait } from 'node:timers/promises';
import { ApiProblem } from './jinqiao-api.js';
import type { JinqiaoApi } from './jinqiao-api.js';
import type { SampleProduct } from './sample-product.js';

/** A product as the products service answers it, as far as registering needs it. */
export type RegisteredProduct = { readonly productId: string; readonly productCode: string; readonly lifecycle: string };

/** The products service learns of an approval by the stream: moments after it, it still refuses, and is asked again this long. */
const approvalArrivesWithinMs = 60_000;

/** Takes a product from wherever it stands to listed: maker drafts and submits, checker approves. Safe to repeat: keys are made of the code. */
export async function registerProduct(api: JinqiaoApi, product: SampleProduct): Promise<string> {
  const productId = await draft(api, product);
  for (let lifecycle = 'draft'; lifecycle === 'draft' || lifecycle === 'submitted';)
    lifecycle = await advance(api, { productId, productCode: product.productCode, lifecycle });
  return productId;
}

async function draft(api: JinqiaoApi, product: SampleProduct): Promise<string> {
  try {
    const { body } = await onceApproved(() =>
      api.send<RegisteredProduct>({
        method: 'POST',
        path: '/v1/products',
        as: 'maker',
        key: `sample-draft-${product.productCode}`,
        body: product,
      }),
    );
    return body.productId;
  } catch (error) {
    if (error instanceof ApiProblem && error.problem === 'product-code-taken' && typeof error.members['productId'] === 'string')
      return error.members['productId'];
    throw error;
  }
}

/** One step forward; a step that somebody else has taken already is read instead. */
async function advance(api: JinqiaoApi, { productId, productCode, lifecycle }: RegisteredProduct): Promise<string> {
  const [step, as] = lifecycle === 'draft' ? (['submission', 'maker'] as const) : (['approval', 'checker'] as const);
  try {
    const path = `/v1/products/${productId}/${step}`;
    const { body } = await onceApproved(() =>
      api.send<RegisteredProduct>({ method: 'POST', path, as, key: `sample-${step}-${productCode}` }),
    );
    return body.lifecycle;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 409) throw error;
    const now = await api.send<RegisteredProduct>({ method: 'GET', path: `/v1/products/${productId}`, as: 'maker' });
    if (now.body.lifecycle === lifecycle) throw error;
    return now.body.lifecycle;
  }
}

async function onceApproved<T>(ask: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + approvalArrivesWithinMs; ; await wait(200)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem !== 'institution-not-approved' || Date.now() > until) throw error;
    }
  }
}
