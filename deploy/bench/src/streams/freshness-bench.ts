import { setTimeout as sleep } from 'node:timers/promises';
import { openApi } from '@jinqiao/deploy-sample/jinqiao-api';
import type { JinqiaoApi } from '@jinqiao/deploy-sample/jinqiao-api';
import { sampleBondsAndFunds } from '@jinqiao/deploy-sample/sample-bonds-and-funds';
import { readAfter } from '@jinqiao/deploy-smoke/catalogue';
import { tokenOf } from '@jinqiao/deploy-smoke/life';
import { dayOf } from '@jinqiao/identifiers/day';

/** From the answer to a command until the catalogue answers with its version and its accesses, in ms; commands are sent on time, whether or not the ones before were seen. */
export type FreshnessReport = {
  readonly commands: number;
  readonly perSecond: number;
  readonly reachedPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
};

export type FreshnessOptions = { readonly url: string; readonly issuerUrl: string; readonly commands: number; readonly perSecond: number };

type Waiting = { readonly productId: string; readonly key: string };

/** Approves as many submitted products a second against the running house and looks each up as soon as its approval is answered; withdraws them afterwards. */
export async function benchFreshness({ url, issuerUrl, commands, perSecond }: FreshnessOptions): Promise<FreshnessReport> {
  const api = openApi({ url, issuerUrl, patienceMs: 15_000 });
  const submitted: Waiting[] = [];
  const run = `BENCH-${Date.now().toString(36).toUpperCase()}`;
  for (let number = 1; number <= commands; number += 1) submitted.push(await submit(api, `${run}-${number}`));
  const visibleAfterMs: number[] = [];
  const startedMs = performance.now();
  await Promise.all(
    submitted.map(async (product, place) => {
      await sleep(startedMs + (place * 1000) / perSecond - performance.now());
      const approved = await api.send({
        method: 'POST',
        path: `/v1/products/${product.productId}/approval`,
        as: 'checker',
        key: product.key,
      });
      const answeredMs = performance.now();
      await readAfter(api, product.productId, tokenOf(approved));
      visibleAfterMs.push(performance.now() - answeredMs);
    }),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  for (const product of submitted) await withdraw(api, product);
  const sorted = visibleAfterMs.sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0) * 10) / 10;
  return {
    commands,
    perSecond,
    reachedPerSecond: Math.round(commands / seconds),
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    maxMs: at(1),
  };
}

async function submit(api: JinqiaoApi, productCode: string): Promise<Waiting> {
  const bond = sampleBondsAndFunds.find(({ productType }) => productType === 'bond');
  const body = { ...bond, productCode, names: { en: `Bond of a benchmark ${productCode}` }, offeredFrom: dayOf(new Date()) };
  const key = `bench-${productCode}`;
  const { productId } = (await api.send<{ productId: string }>({ method: 'POST', path: '/v1/products', as: 'maker', key, body })).body;
  await api.send({ method: 'POST', path: `/v1/products/${productId}/submission`, as: 'maker', key });
  return { productId, key };
}

async function withdraw(api: JinqiaoApi, { productId, key }: Waiting): Promise<void> {
  const body = { reason: 'A product of a benchmark.' };
  await api.send({ method: 'POST', path: `/v1/products/${productId}/withdrawal`, as: 'maker', key, body });
  await api.send({ method: 'POST', path: `/v1/products/${productId}/approval`, as: 'checker', key: `${key}-withdrawal` });
}
