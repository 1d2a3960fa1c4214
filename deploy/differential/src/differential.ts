import { writeFileSync } from 'node:fs';
import { NotUnderstood, readCommandLine, runCommand } from '@jinqiao/deploy-generate/command-line';
import { randomOf } from '@jinqiao/deploy-generate/random';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { casesOf } from '@jinqiao/eligibility-schemes/scheme-cases';
import { compare } from './compare.js';
import { compareWithCedar } from './compare-with-cedar.js';
import { sourceOf } from './draw.js';

const USAGE =
  'npm run differential -- [--pairs 1000000] [--cedar-draws 2000] [--seed 1] [--json FILE]: lists against checks, and against Cedar, on so many pairs.';

async function differential(args: readonly string[]): Promise<void> {
  const { values } = readCommandLine(args, {
    usage: USAGE,
    options: {
      pairs: { type: 'string', default: '1000000' },
      'cedar-draws': { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  for (const name of ['pairs', 'cedar-draws', 'seed'] as const)
    if (!/^\d{1,9}$/.test(values[name]))
      throw new NotUnderstood(`--${name} is a whole number of at most nine digits, not ${values[name]}.`);
  const seed = Number(values.seed);
  const sources = await Promise.all(schemes.map(async (scheme) => sourceOf(scheme, await casesOf(scheme))));

  const startedAt = performance.now();
  const { differences, ...found } = compare(sources, Number(values.pairs), randomOf(seed));
  const tookMs = Math.round(performance.now() - startedAt);
  print(
    differences,
    `${found.pairs} pairs of ${schemes.length} schemes, ${found.products} products in ${found.classes} access classes, seed ${seed}, ${tookMs} ms`,
    Object.entries(found.decisions)
      .map(([decision, pairs]) => `${pairs} ${decision}`)
      .join(', '),
    `${differences.length} differences between list and check`,
  );

  const cedar = compareWithCedar(sources, Number(values['cedar-draws']), randomOf(seed));
  print(
    cedar.differences,
    `${cedar.pairs} pairs of ${cedar.rules} rules asked of Cedar too, ${cedar.holds} of which hold; Cedar can not say ${cedar.notSaid.join(', ') || 'none'}`,
    `${cedar.differences.length} differences from Cedar`,
  );

  if (values.json !== undefined) {
    const report = { seed, schemes: schemes.length, tookMs, ...found, differences, cedar };
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  process.exitCode = differences.length + cedar.differences.length === 0 ? 0 : 1;
}

function print(each: readonly unknown[], ...summary: readonly string[]): void {
  for (const difference of each) process.stdout.write(`${JSON.stringify(difference)}\n`);
  process.stdout.write(`${summary.join('\n')}\n`);
}

await runCommand(differential);
