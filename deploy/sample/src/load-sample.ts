import { ApiProblem } from './jinqiao-api.js';
import type { JinqiaoApi } from './jinqiao-api.js';
import { registerProduct } from './register-product.js';
import type { RegisteredProduct } from './register-product.js';
import { sampleBondsAndFunds } from './sample-bonds-and-funds.js';
import { sampleInstitution } from './sample-institution.js';
import { listDay, listScheme, publishedList, readShares, shareProduct } from './sample-shares.js';

/** How much to load (`shares` cuts the list of shares short), and who is told how far it is. */
export type LoadOptions = { readonly shares?: number; readonly onProgress?: (done: number, total: number) => void };

/** How many products are registered at a time; a laptop's two cores are busy with six. */
const concurrency = 6;

/** Loads the sample through the public API as its personas would. May be stopped at any point and called again: what is there is left as it is. */
export async function loadSample(
  api: JinqiaoApi,
  { shares, onProgress = () => undefined }: LoadOptions = {},
): Promise<{ products: number; already: number }> {
  const list = await readShares();
  await approveInstitution(api);
  await api.send({
    method: 'POST',
    path: `/v1/schemes/${listScheme}/lists`,
    as: 'supervisor',
    key: `sample-list-${listDay}`,
    body: publishedList(list),
  });

  const wanted = [...sampleBondsAndFunds, ...list.slice(0, shares).map(shareProduct)];
  const listed = await listedCodes(api);
  const waiting = wanted.filter(({ productCode }) => !listed.has(productCode));
  let done = wanted.length - waiting.length;
  const already = done;
  onProgress(done, wanted.length);
  const worker = async (): Promise<void> => {
    for (let product = waiting.shift(); product; product = waiting.shift()) {
      await registerProduct(api, product);
      onProgress(++done, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { products: wanted.length, already };
}

/** Applies and approves, each unless it has been done; returns the institution's id. */
export async function approveInstitution(api: JinqiaoApi): Promise<string> {
  const institutionId = await appliedInstitution(api);
  const { body } = await api.send<{ lifecycle: string }>({ method: 'GET', path: `/v1/institutions/${institutionId}`, as: 'operator' });
  if (body.lifecycle === 'applied')
    await api.send({
      method: 'POST',
      path: `/v1/institutions/${institutionId}/approval`,
      as: 'operator',
      key: 'sample-institution-approval',
    });
  return institutionId;
}

async function appliedInstitution(api: JinqiaoApi): Promise<string> {
  try {
    const { body } = await api.send<{ institutionId: string }>({
      method: 'POST',
      path: '/v1/institutions',
      as: 'maker',
      key: 'sample-institution',
      body: sampleInstitution,
    });
    return body.institutionId;
  } catch (error) {
    if (
      error instanceof ApiProblem &&
      error.problem === 'institution-already-applied' &&
      typeof error.members['institutionId'] === 'string'
    )
      return error.members['institutionId'];
    throw error;
  }
}

/** The codes that need no work, read in pages. */
async function listedCodes(api: JinqiaoApi): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  for (let cursor: string | null | undefined = ''; typeof cursor === 'string';) {
    const path: string = `/v1/products?lifecycle=listed&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const { body } = await api.send<{ items: readonly RegisteredProduct[]; nextCursor: string | null }>({
      method: 'GET',
      path,
      as: 'maker',
    });
    for (const { productCode } of body.items) codes.add(productCode);
    cursor = body.nextCursor;
  }
  return codes;
}
