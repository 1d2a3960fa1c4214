import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { casesOf } from '@jinqiao/eligibility-schemes/scheme-cases';
import { compare } from './compare.js';
import { sourceOf } from './draw.js';
import { randomOf } from './random.js';

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' }, json: { type: 'string' } },
});
for (const name of ['pairs', 'seed'] as const)
  if (!/^\d{1,9}$/.test(values[name])) throw new RangeError(`--${name} is a whole number of at most nine digits, not ${values[name]}.`);

const sources = await Promise.all(schemes.map(async (scheme) => sourceOf(scheme, await casesOf(scheme))));
const startedAt = performance.now();
const { differences, ...found } = compare(sources, Number(values.pairs), randomOf(Number(values.seed)));
const tookMs = Math.round(performance.now() - startedAt);

for (const difference of differences) process.stdout.write(`${JSON.stringify(difference)}\n`);
const decisions = Object.entries(found.decisions).map(([decision, pairs]) => `${pairs} ${decision}`);
process.stdout.write(
  `${found.pairs} pairs of ${schemes.length} schemes, ${found.products} products in ${found.classes} access classes, seed ${values.seed}, ${tookMs} ms\n` +
    `${decisions.join(', ')}\n${differences.length} differences\n`,
);
if (values.json !== undefined)
  writeFileSync(
    values.json,
    `${JSON.stringify({ seed: Number(values.seed), schemes: schemes.length, tookMs, ...found, differences }, null, 2)}\n`,
  );
process.exitCode = differences.length === 0 ? 0 : 1;
