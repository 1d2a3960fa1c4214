/** `npm run smoke -- --json FILE`: walks the whole life against the running house, then shows what the catalogue says of the real shares. */
import { writeFile } from 'node:fs/promises';
import { openApi } from '@jinqiao/deploy-sample/jinqiao-api';
import { loadSample } from '@jinqiao/deploy-sample/load-sample';
import { sampleBondsAndFunds } from '@jinqiao/deploy-sample/sample-bonds-and-funds';
import { addDays, dayOf } from '@jinqiao/identifiers/day';
import { listDay } from '@jinqiao/deploy-sample/sample-shares';
import { compareListAndCheck } from './agreement.js';
import type { Agreement } from './agreement.js';
import { readArguments } from './arguments.js';
import { showEligibility } from './eligibility-claims.js';
import { measureFreshness } from './freshness.js';
import type { Freshness } from './freshness.js';
import { hops } from './hops.js';
import { investors } from './investors.js';
import { streamsAreQuiet, walkLife } from './life.js';

type Report = { ok: boolean; failed?: string; freshness?: Freshness; agreement?: Agreement };

const url = process.env['JINQIAO_URL'] ?? `http://127.0.0.1:${process.env['JINQIAO_PORT'] ?? 8080}`;
const issuerUrl = process.env['ISSUER_URL'] ?? `http://127.0.0.1:${process.env['ISSUER_PORT'] ?? 8086}`;
const { json, registrations } = readArguments(process.argv.slice(2));
const api = openApi({ url, issuerUrl, patienceMs: 15_000 });
const taken = hops(
  () => performance.now(),
  ({ name, ms }) => console.log(`${String(ms).padStart(9)} ms  ${name}`),
);
const report: Report = { ok: false };

async function walk(): Promise<void> {
  const today = dayOf(new Date());
  const code = `SMOKE-${Date.now().toString(36).toUpperCase()}`;
  await walkLife(api, taken, { code, today });
  const { products } = await taken.step('the sample is there', () => loadSample(api));
  await taken.step('the streams are quiet again', () => streamsAreQuiet(api));
  const shares = products - sampleBondsAndFunds.length;
  await showEligibility(api, taken, shares, today);
  const days = [listDay, addDays(listDay, 14), addDays(listDay, 15), '2023-07-24', today];
  const questions = Object.values(investors).flatMap((investor) => days.map((asOf) => ({ investor, asOf })));
  report.agreement = await taken.step(`list and check agree: ${shares} shares × 6 investors × ${days.length} days`, () =>
    compareListAndCheck(api, questions, () => undefined),
  );
  if (registrations > 0)
    report.freshness = await taken.step(`${registrations} registrations, one after another`, () =>
      measureFreshness(api, registrations, { code, today }),
    );
  if (report.agreement.compared !== shares * questions.length)
    throw new Error(`only ${report.agreement.compared} of ${shares * questions.length} answers were compared`);
  if (report.agreement.differences.length > 0) throw new Error(`list and check differ: ${report.agreement.differences.join('; ')}`);
}

try {
  await walk();
  report.ok = true;
} catch (error) {
  report.failed = error instanceof Error ? error.message : String(error);
}
const text = JSON.stringify({ ...report, hops: taken.taken }, null, 2);
if (json !== undefined) await writeFile(json, `${text}\n`);
if (report.freshness) console.log(`freshness ${JSON.stringify(report.freshness)}`);
if (report.agreement)
  console.log(`${report.agreement.compared} answers of list and check compared, ${report.agreement.differences.length} differ`);
console.log(report.ok ? 'ok' : `failed: ${report.failed}`);
process.exitCode = report.ok ? 0 : 1;
