import { setTimeout as wait } from 'node:timers/promises';
import type { ApiAnswer, JinqiaoApi } from '@jinqiao/deploy-sample/jinqiao-api';
import { ApiProblem } from '@jinqiao/deploy-sample/jinqiao-api';
import { addDays } from '@jinqiao/identifiers/day';
import { approveInstitution } from '@jinqiao/deploy-sample/load-sample';
import { sampleBondsAndFunds } from '@jinqiao/deploy-sample/sample-bonds-and-funds';
import { check, readAfter, search } from './catalogue.js';
import { claim } from './hops.js';
import type { Hops } from './hops.js';

type Product = { readonly productId: string; readonly lifecycle: string };
type Page = {
  readonly productId: string;
  readonly orderable: { readonly buy: boolean; readonly sell: boolean };
  readonly lifecycle: string;
};

/** Who may buy a bond by Bond Connect: an overseas manager that has filed. */
const filedManager = {
  kind: 'institution',
  accountMarket: 'OS',
  registeredIn: 'LU',
  institutionClass: 'fund_manager',
  statuses: ['PBOC_CIBM_FILED', 'NB_BOND_CONNECT_INVESTOR'],
};

/** One product from its first draft to its withdrawal, seen from every side; `code` must be new. */
export async function walkLife(api: JinqiaoApi, hops: Hops, { code, today }: { code: string; today: string }): Promise<void> {
  const post = (path: string, as: string, body?: unknown): Promise<ApiAnswer<Product>> =>
    api.send({ method: 'POST', path, as, key: `smoke-${code}-${path}`, ...(body !== undefined && { body }) });
  const bond = {
    ...sampleBondsAndFunds.find(({ productType }) => productType === 'bond'),
    productCode: code,
    names: { en: `Sample of the smoke ${code}` },
    offeredFrom: addDays(today, -1),
  };

  await hops.step('the institution is approved', () => approveInstitution(api));
  const drafted = await hops.step('the maker drafts, without a name yet', () =>
    post('/v1/products', 'maker', { ...bond, names: undefined }),
  );
  const path = `/v1/products/${drafted.body.productId}`;
  await hops.step('a submission says what is missing', () => refused('product-incomplete', () => post(`${path}/submission`, 'maker')));
  await hops.step('the maker completes the draft', () =>
    api.send({ method: 'PUT', path, as: 'maker', body: bond, ...(drafted.etag !== undefined && { ifMatch: drafted.etag }) }),
  );
  await hops.step('a stale If-Match is refused', () =>
    refused('if-match-failed', () =>
      api.send({ method: 'PUT', path, as: 'maker', body: bond, ...(drafted.etag !== undefined && { ifMatch: drafted.etag }) }),
    ),
  );
  await hops.step('the maker submits', () =>
    api.send({ method: 'POST', path: `${path}/submission`, as: 'maker', key: `smoke-${code}-submission-2` }),
  );
  await hops.step('the maker may not approve', () => refused('role-missing', () => post(`${path}/approval`, 'maker')));
  const listed = await hops.step('the checker approves', () => post(`${path}/approval`, 'checker'));
  const seen = (written: ApiAnswer<Product>): Promise<Page> => readAfter<Page>(api, drafted.body.productId, tokenOf(written));

  await hops.step('the catalogue shows it', async () => claimPage(await seen(listed), { lifecycle: 'listed', buys: true }));
  const question = { investor: filedManager, asOf: today };
  await hops.step('a filed overseas manager is eligible by the single check', async () => {
    const [checked] = await check(api, [drafted.body.productId], question);
    claim(checked?.verdict === 'eligible', `the check says ${JSON.stringify(checked)}`);
  });
  await hops.step('and finds it in the list', async () => {
    const found = await search(api, { text: code, eligibleFor: question });
    claim(
      found.items.some(({ productId, verdict }) => productId === drafted.body.productId && verdict === 'eligible'),
      `found ${JSON.stringify(found.items)}`,
    );
  });
  const suspended = await hops.step('one person suspends buying at once', () =>
    post(`${path}/suspension`, 'maker', { sides: ['buy'], reason: 'The smoke suspends its sample.' }),
  );
  await hops.step('the catalogue shows that it cannot be ordered', async () =>
    claimPage(await seen(suspended), { lifecycle: 'suspended', buys: false }),
  );
  await hops.step('the maker asks to resume', () => post(`${path}/resumption`, 'maker', { reason: 'The smoke goes on.' }));
  const resumed = await hops.step('the checker lets it resume', () =>
    api.send<Product>({ method: 'POST', path: `${path}/approval`, as: 'checker', key: `smoke-${code}-resumption-approval` }),
  );
  await hops.step('the catalogue shows it orderable again', async () =>
    claimPage(await seen(resumed), { lifecycle: 'listed', buys: true }),
  );
  const withdrawn = await hops.step('two people withdraw it', () => withdraw(api, drafted.body.productId, code));
  await hops.step('the catalogue shows it withdrawn', async () =>
    claimPage(await seen(withdrawn), { lifecycle: 'withdrawn', buys: false }),
  );
  await hops.step('the streams are quiet, without dead letters', () => streamsAreQuiet(api));
}

/** Maker asks, checker agrees: a product of the smoke leaves the catalogue. */
export async function withdraw(api: JinqiaoApi, productId: string, code: string): Promise<ApiAnswer<Product>> {
  await api.send({
    method: 'POST',
    path: `/v1/products/${productId}/withdrawal`,
    as: 'maker',
    key: `smoke-${code}-withdrawal`,
    body: { reason: 'The smoke is over.' },
  });
  return api.send<Product>({
    method: 'POST',
    path: `/v1/products/${productId}/approval`,
    as: 'checker',
    key: `smoke-${code}-withdrawal-approval`,
  });
}

/** The read-your-writes token that every publishing write must answer with. */
export function tokenOf({ consistencyToken }: ApiAnswer<unknown>): string {
  claim(consistencyToken !== undefined, 'the answer carries no Consistency-Token');
  return consistencyToken;
}

async function refused(problem: string, ask: () => Promise<unknown>): Promise<void> {
  const outcome = await ask().catch((error: unknown) => error);
  claim(
    outcome instanceof ApiProblem && outcome.problem === problem,
    `expected the problem ${problem}, saw ${outcome instanceof Error ? outcome.message : JSON.stringify(outcome)}`,
  );
}

function claimPage(page: Page, expected: { readonly lifecycle: string; readonly buys: boolean }): void {
  claim(
    page.lifecycle === expected.lifecycle && page.orderable.buy === expected.buys,
    `expected ${JSON.stringify(expected)}, saw ${JSON.stringify(page)}`,
  );
}

type Streams = { readonly services: readonly StreamRow[] };
type StreamRow = {
  readonly service: string;
  readonly reachable: boolean;
  readonly outbox: { readonly pending: number } | null;
  readonly groups: readonly { readonly group: string; readonly lag: string | null }[];
  readonly deadLetters: readonly { readonly projection: string; readonly open: number }[];
};

/** Everything written has been published and read by every group, and nothing was put aside. */
export async function streamsAreQuiet(api: JinqiaoApi): Promise<void> {
  for (const until = Date.now() + 60_000; ; await wait(100)) {
    const { body } = await api.send<Streams>({ method: 'GET', path: '/v1/operations/streams', as: 'operator' });
    const letters = body.services.flatMap(({ deadLetters }) => deadLetters).filter(({ open }) => open > 0);
    claim(letters.length === 0, `dead letters are open: ${JSON.stringify(letters)}`);
    const busy = body.services.filter(isBusy);
    if (busy.length === 0) return;
    claim(Date.now() < until, `not quiet after a minute: ${JSON.stringify(busy)}`);
  }
}

const isBusy = ({ reachable, outbox, groups }: StreamRow): boolean =>
  !reachable || (outbox?.pending ?? 0) > 0 || groups.some(({ lag }) => lag !== '0');
