import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openApi } from '@jinqiao/deploy-sample/jinqiao-api';
import { dayOf } from '@jinqiao/identifiers/day';
import { showEligibility } from '../src/eligibility-claims.js';
import { hops } from '../src/hops.js';
import { startHouse } from '../src/house.js';
import { walkLife } from '../src/life.js';

const shares = 20;

test('a house starts, a product lives through it, investors get the right answers, and nothing is left when it stops', async () => {
  const stateFolder = fileURLToPath(new URL(`../../../.jinqiao/e2e-${process.pid}`, import.meta.url));
  const house = await startHouse({ stateFolder, sample: String(shares) });
  let stopped: Awaited<ReturnType<typeof house.stop>> | undefined;
  try {
    const today = dayOf(new Date());
    const api = openApi({ url: house.url, issuerUrl: house.issuerUrl });
    const walked = hops(
      () => performance.now(),
      () => undefined,
    );
    await house.seen(/27 products are listed/);
    await walkLife(api, walked, { code: 'E2E-1', today });
    await showEligibility(api, walked, shares, today);
    expect(walked.taken.length).toBeGreaterThan(20);
  } finally {
    stopped = await house.stop();
    await rm(stateFolder, { recursive: true, force: true });
  }
  expect(stopped).toEqual({ code: 0, leftOver: [] });
});
