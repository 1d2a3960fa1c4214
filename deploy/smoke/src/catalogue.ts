import { setTimeout as wait } from 'node:timers/promises';
import { ApiProblem } from '@jinqiao/deploy-sample/jinqiao-api';
import type { JinqiaoApi } from '@jinqiao/deploy-sample/jinqiao-api';

export type Verdict = 'eligible' | 'depends-on-order' | 'undetermined' | 'ineligible';

/** Every verdict: a search for all of them shows each product that the caller may see. */
export const verdicts: readonly Verdict[] = ['eligible', 'depends-on-order', 'undetermined', 'ineligible'];

/** Who asks, as of when; facts only, as the API takes them. */
export type Question = { readonly investor: Readonly<Record<string, unknown>>; readonly asOf: string };

export type ListedProduct = {
  readonly productId: string;
  readonly productCode: string;
  readonly orderable: boolean;
  readonly verdict?: Verdict;
};

export type SearchAnswer = {
  readonly items: readonly ListedProduct[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly counts?: {
    readonly eligible: number;
    readonly dependsOnOrder: number;
    readonly undetermined: number;
    readonly ineligible: number;
  };
  readonly missingFacts?: readonly (string | { readonly fact: string })[];
};

export type CheckAnswer = { readonly products: readonly CheckedProduct[] };

export type CheckedProduct = {
  readonly productId: string;
  readonly verdict: Verdict;
  readonly accesses: readonly {
    readonly scheme: string;
    readonly decision: string;
    readonly missingFacts: readonly string[];
    readonly reasons: readonly { readonly outcome: string; readonly id: string; readonly cites: unknown }[];
  }[];
};

/** The A shares that a caller may see, with the verdict for this question, over all pages. */
export async function searchShares(
  api: JinqiaoApi,
  { investor, asOf }: Question,
): Promise<{ products: readonly ListedProduct[]; first: SearchAnswer }> {
  const body = { productTypes: ['a_share'], schemes: ['stock-connect-northbound'], eligibleFor: { investor, asOf, verdicts }, limit: 200 };
  const first = await search(api, body);
  const products = [...first.items];
  for (let cursor = first.nextCursor; cursor !== null;) {
    const page = await search(api, { ...body, cursor });
    products.push(...page.items);
    cursor = page.nextCursor;
  }
  return { products, first };
}

/** One page of the catalogue, as the public sees it unless another persona asks. */
export async function search(api: JinqiaoApi, body: unknown, as = 'investor'): Promise<SearchAnswer> {
  return (await api.send<SearchAnswer>({ method: 'POST', path: '/v1/catalogue/search', as, body })).body;
}

/** The single check, for up to 100 products at once. */
export async function check(
  api: JinqiaoApi,
  productIds: readonly string[],
  { investor, asOf }: Question,
): Promise<readonly CheckedProduct[]> {
  const body = { products: productIds.map((productId) => ({ productId })), investor, asOf };
  return (await api.send<CheckAnswer>({ method: 'POST', path: '/v1/eligibility/checks', as: 'investor', body })).body.products;
}

/** The product as the catalogue shows it once a write has arrived; a read waits up to 2 s at the server, and is repeated for a minute. */
export async function readAfter<Page>(api: JinqiaoApi, productId: string, consistencyToken: string): Promise<Page> {
  const path = `/v1/catalogue/products/${productId}?after=${encodeURIComponent(consistencyToken)}`;
  for (const until = Date.now() + 60_000; ; await wait(5)) {
    const answer = await api.send<Page & { stale?: boolean }>({ method: 'GET', path, as: 'investor' }).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.code === 404) return undefined;
      throw error;
    });
    if (answer && answer.body.stale !== true) return answer.body;
    if (Date.now() > until) throw new Error(`Product ${productId} is not in the catalogue a minute after ${consistencyToken}.`);
  }
}
