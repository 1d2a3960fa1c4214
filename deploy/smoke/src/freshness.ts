import type { JinqiaoApi } from '@jinqiao/deploy-sample/jinqiao-api';
import { sampleBondsAndFunds } from '@jinqiao/deploy-sample/sample-bonds-and-funds';
import { readAfter } from './catalogue.js';
import { tokenOf, withdraw } from './life.js';
import { percentile } from './percentile.js';

/** From the answer to an approval until the catalogue shows the product, in ms, over sequential registrations. */
export type Freshness = { readonly registrations: number; readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };

/** Registers one product after another and looks each up as soon as its approval is answered; withdraws them all at the end. */
export async function measureFreshness(
  api: JinqiaoApi,
  registrations: number,
  { code, today }: { code: string; today: string },
): Promise<Freshness> {
  const bond = sampleBondsAndFunds.find(({ productType }) => productType === 'bond');
  const visibleAfterMs: number[] = [];
  const registered: { productId: string; productCode: string }[] = [];
  for (let number = 1; number <= registrations; number += 1) {
    const productCode = `${code}-${number}`;
    const product = { ...bond, productCode, names: { en: `Sample of the smoke ${productCode}` }, offeredFrom: today };
    const key = `smoke-${productCode}`;
    const { productId } = (await api.send<{ productId: string }>({ method: 'POST', path: '/v1/products', as: 'maker', key, body: product }))
      .body;
    await api.send({ method: 'POST', path: `/v1/products/${productId}/submission`, as: 'maker', key });
    const approved = await api.send({ method: 'POST', path: `/v1/products/${productId}/approval`, as: 'checker', key });
    const answeredAt = performance.now();
    await readAfter(api, productId, tokenOf(approved));
    visibleAfterMs.push(performance.now() - answeredAt);
    registered.push({ productId, productCode });
  }
  for (const { productId, productCode } of registered) await withdraw(api, productId, productCode);
  const rounded = (share: number): number => Math.round(percentile(visibleAfterMs, share) * 10) / 10;
  return { registrations, p50Ms: rounded(0.5), p99Ms: rounded(0.99), maxMs: rounded(1) };
}
