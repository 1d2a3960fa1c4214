import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { NotUnderstood, readCommandLine, runCommand } from '@jinqiao/deploy-generate/command-line';
import { sizeOf } from '@jinqiao/deploy-generate/options';
import { evaluateClasses } from './class-evaluation.js';
import { checkImpact, counted, measureImpact } from './impact-measurement.js';
import type { Counted } from './impact-measurement.js';
import { investors } from './investors.js';
import { toMarkdown } from './report.js';
import type { EligibilityReport } from './report.js';
import { compareRules } from './rule-comparison.js';

const FEWEST_ROUNDS = 5;
const USAGE = 'npm run bench -- eligibility [--json FILE] [--markdown FILE] [--sizes 100k,1m] [--rounds 7]';

async function eligibility(sizes: readonly number[], seed: number, rounds: number): Promise<EligibilityReport> {
  const rules = await compareRules(rounds);
  const impactChecked = checkImpact(seed);
  const counts: Counted[] = sizes.map((products) => counted(products, seed));
  const [first] = counts;
  if (first === undefined) throw new RangeError('Name at least one size.');
  const classes = await evaluateClasses(first.catalogue, investors['shanghai-individual'] ?? {}, rounds);
  const impacts = [];
  for (const each of counts) impacts.push({ ...(await measureImpact(each, rounds)), countedInCpuSeconds: each.cpuSeconds });
  const [cpu] = cpus();
  return {
    machine: { node: process.version, cpu: cpu?.model ?? 'unknown', cores: cpus().length },
    seed,
    rules,
    classes,
    impactChecked,
    impacts,
  };
}

async function bench(args: readonly string[]): Promise<void> {
  const { values, positionals } = readCommandLine(args, {
    usage: USAGE,
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      markdown: { type: 'string' },
      sizes: { type: 'string', default: '100k,1m' },
      rounds: { type: 'string', default: '7' },
    },
  });
  if (positionals.join(' ') !== 'eligibility') throw new NotUnderstood(`Name what to measure. ${USAGE}`);
  const rounds = Number(values.rounds);
  if (!(Number.isInteger(rounds) && rounds >= FEWEST_ROUNDS))
    throw new NotUnderstood(`--rounds is a whole number from ${FEWEST_ROUNDS} on.`);
  const report = await eligibility(values.sizes.split(',').map(sizeOf), 1, rounds);
  const markdown = toMarkdown(report);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (values.markdown !== undefined) await writeFile(values.markdown, markdown);
  process.stdout.write(`${markdown}\n`);
}

await runCommand(bench);
