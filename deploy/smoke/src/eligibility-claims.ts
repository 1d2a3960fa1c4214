import type { JinqiaoApi } from '@jinqiao/deploy-sample/jinqiao-api';
import { listDay } from '@jinqiao/deploy-sample/sample-shares';
import { check, searchShares } from './catalogue.js';
import { claim } from './hops.js';
import type { Hops } from './hops.js';
import { investors } from './investors.js';

/** What the catalogue must say of the real shares: then, now, and for whom. `shares` is how many of them were loaded. */
export async function showEligibility(api: JinqiaoApi, hops: Hops, shares: number, today: string): Promise<void> {
  await hops.step(`a Hong Kong individual may buy ${shares} shares as of ${listDay}`, async () => {
    const { products, first } = await searchShares(api, { investor: investors.hongKongIndividual, asOf: listDay });
    const eligible = new Set(products.filter(({ verdict }) => verdict === 'eligible').map(({ productId }) => productId));
    claim(
      eligible.size === shares && first.counts?.eligible === shares,
      `${eligible.size} shown as eligible, counts ${JSON.stringify(first.counts)}`,
    );
  });
  const mainland = { investor: investors.mainlandIndividual, asOf: today };
  await hops.step('a Mainland individual may buy none of them today, by SC-NB-01 with its source', async () => {
    const { products, first } = await searchShares(api, mainland);
    claim(
      products.length === shares && first.counts?.ineligible === shares,
      `${products.length} shown, counts ${JSON.stringify(first.counts)}`,
    );
    const [checked] = await check(api, firstOf(products), mainland);
    const refusal = checked?.accesses
      .flatMap(({ reasons }) => reasons)
      .find(({ id, outcome }) => id === 'SC-NB-01' && outcome === 'refused');
    claim(
      checked?.verdict === 'ineligible' && refusal !== undefined && hasSource(refusal.cites),
      `the check says ${JSON.stringify(checked)}`,
    );
  });
  const hongKong = { investor: investors.hongKongIndividual, asOf: today };
  await hops.step('without a list of today the Hong Kong individual is undetermined, missing product.schemeListing', async () => {
    const { products, first } = await searchShares(api, hongKong);
    claim(first.counts?.undetermined === shares, `counts ${JSON.stringify(first.counts)}`);
    claim(
      JSON.stringify(first.missingFacts ?? []).includes('product.schemeListing'),
      `the search names as missing ${JSON.stringify(first.missingFacts)}`,
    );
    const [checked] = await check(api, firstOf(products), hongKong);
    claim(
      checked?.accesses.some(({ missingFacts }) => missingFacts.includes('product.schemeListing')) === true,
      `the check says ${JSON.stringify(checked)}`,
    );
  });
}

const firstOf = (products: readonly { readonly productId: string }[]): readonly string[] =>
  products.slice(0, 1).map(({ productId }) => productId);

const hasSource = (cites: unknown): boolean => (Array.isArray(cites) ? cites.length > 0 : cites !== undefined && cites !== null);
