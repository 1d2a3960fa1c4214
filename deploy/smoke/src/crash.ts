/**
 * `npm run crash -- --json FILE`: for each of products, eligibility, query, Postgres and Kafka, kills it with SIGKILL while the sample is being
 * loaded, and shows that afterwards every product is there, once. Each run has a house of its own, so no developer's catalogue is touched.
 */
import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openApi } from '@jinqiao/deploy-sample/jinqiao-api';
import type { JinqiaoApi } from '@jinqiao/deploy-sample/jinqiao-api';
import { listDay } from '@jinqiao/deploy-sample/sample-shares';
import { readArguments } from './arguments.js';
import { search, searchShares } from './catalogue.js';
import { claim } from './hops.js';
import { startHouse } from './house.js';
import type { House } from './house.js';
import { investors } from './investors.js';
import { streamsAreQuiet } from './life.js';

const shares = 581;
const products = shares + 7;
/** Enough has been loaded to make the kill hurt, and enough is left to load after it. */
const killedAfterProducts = 100;

type Crash = {
  readonly killed: string;
  readonly ok: boolean;
  readonly failed?: string;
  readonly listedAtKill?: number;
  readonly backAfterMs?: number;
};

async function crash(name: string): Promise<Crash> {
  const stateFolder = fileURLToPath(new URL(`../../../.jinqiao/crash-${name}`, import.meta.url));
  await rm(stateFolder, { recursive: true, force: true });
  const house = await startHouse({ stateFolder, sample: 'all' });
  try {
    const api = openApi({ url: house.url, issuerUrl: house.issuerUrl });
    const listedAtKill = await listedOver(api, killedAfterProducts);
    const backAfterMs = await killAndAwait(house, name);
    await house.seen(/products are listed/);
    await claimEverythingOnce(api);
    return { killed: name, ok: true, listedAtKill, backAfterMs };
  } catch (error) {
    return {
      killed: name,
      ok: false,
      failed: `${error instanceof Error ? error.message : String(error)}\n${house.lines.slice(-20).join('\n')}`,
    };
  } finally {
    await house.stop();
    await rm(stateFolder, { recursive: true, force: true });
  }
}

async function listedOver(api: JinqiaoApi, count: number): Promise<number> {
  for (;;) {
    const { total } = await search(api, { limit: 1 }, 'professional');
    if (total >= count) return total;
    await wait(50);
  }
}

async function killAndAwait(house: House, name: string): Promise<number> {
  const before = await house.pidOf(name);
  claim(before !== undefined, `${name} does not run`);
  const killedAt = performance.now();
  process.kill(before, 'SIGKILL');
  for (const until = Date.now() + 60_000; ; await wait(50)) {
    const now = await house.pidOf(name);
    if (now !== undefined && now !== before) return Math.round(performance.now() - killedAt);
    claim(Date.now() < until, `${name} did not come back within a minute`);
  }
}

/** The write side and the catalogue hold the same products, each once, and what follows from the law is there as well. */
async function claimEverythingOnce(api: JinqiaoApi): Promise<void> {
  await streamsAreQuiet(api);
  const written = await pages(
    async (cursor) =>
      (
        await api.send<Page>({
          method: 'GET',
          path: `/v1/products?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
          as: 'maker',
        })
      ).body,
  );
  claimOnce('the products service', written);
  claim(
    written.every(({ lifecycle }) => lifecycle === 'listed'),
    'not every product is listed',
  );
  claimOnce('the catalogue', await pages((cursor) => search(api, { limit: 200, ...(cursor && { cursor }) }, 'professional')));
  const { first } = await searchShares(api, { investor: investors.hongKongIndividual, asOf: listDay });
  claim(first.counts?.eligible === shares, `as of ${listDay} the counts are ${JSON.stringify(first.counts)}`);
}

type Page = {
  readonly items: readonly { readonly productId: string; readonly productCode: string; readonly lifecycle?: string }[];
  readonly nextCursor: string | null;
};

async function pages(read: (cursor: string) => Promise<Page>): Promise<Page['items']> {
  const found = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page = await read(cursor);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

function claimOnce(where: string, found: Page['items']): void {
  const ids = new Set(found.map(({ productId }) => productId)).size;
  const codes = new Set(found.map(({ productCode }) => productCode)).size;
  claim(
    found.length === products && ids === products && codes === products,
    `${where} shows ${found.length} products, ${ids} ids and ${codes} codes instead of ${products} each`,
  );
}

const { json } = readArguments(process.argv.slice(2));
const crashes: Crash[] = [];
for (const name of ['products', 'eligibility', 'query', 'postgres', 'kafka']) {
  console.log(`killing ${name} while the sample is loaded`);
  const outcome = await crash(name);
  crashes.push(outcome);
  console.log(
    outcome.ok
      ? `  all ${products} products are there, once; it was back after ${outcome.backAfterMs} ms, ${outcome.listedAtKill} were listed before`
      : `  failed: ${outcome.failed}`,
  );
}
const ok = crashes.every((outcome) => outcome.ok);
if (json !== undefined) await writeFile(json, `${JSON.stringify({ ok, crashes }, null, 2)}\n`);
console.log(ok ? 'ok' : 'failed');
process.exitCode = ok ? 0 : 1;
