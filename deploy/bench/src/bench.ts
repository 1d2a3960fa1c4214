import { writeFile } from 'node:fs/promises';
import { NotUnderstood, readCommandLine, runCommand } from '@jinqiao/deploy-generate/command-line';
import { sizeOf } from '@jinqiao/deploy-generate/options';
import { benchEligibility } from './eligibility-bench.js';
import { toMarkdown } from './report.js';

const FEWEST_ROUNDS = 5;
const SEED = 1;
const USAGE = `npm run bench -- eligibility [--sizes 100k,1m] [--rounds 7]
       npm run bench -- relay|projection [--size 10k|100k] [--rounds 5] [--without-debezium]
       npm run bench -- freshness [--commands 1000] [--rate 100]     against the running house
       each with [--json FILE] [--markdown FILE]`;

type Measured = { readonly report: object; readonly markdown: string };
type Options = {
  readonly sizes: string;
  readonly size: string;
  readonly rounds: number;
  readonly debezium: boolean;
  readonly commands: number;
  readonly perSecond: number;
};

// Each path is loaded only when it is asked for: the drivers and the framework are of no use to the others.
const paths: Readonly<Record<string, (options: Options) => Promise<Measured>>> = {
  eligibility: async ({ sizes, rounds }) => {
    const report = await benchEligibility(sizes.split(',').map(sizeOf), SEED, rounds);
    return { report, markdown: toMarkdown(report) };
  },
  relay: async ({ size, rounds }) => {
    const { benchRelay } = await import('./streams/relay-bench.js');
    const { relayMarkdown } = await import('./streams/stream-report.js');
    const report = await benchRelay({ events: sizeOf(size), rounds, seed: SEED });
    return { report, markdown: relayMarkdown(report) };
  },
  projection: async ({ size, rounds, debezium }) => {
    const { benchProjection } = await import('./streams/projection-bench.js');
    const { projectionMarkdown } = await import('./streams/stream-report.js');
    const report = await benchProjection({ events: sizeOf(size), rounds, seed: SEED, debezium });
    return { report, markdown: projectionMarkdown(report) };
  },
  freshness: async ({ commands, perSecond }) => {
    const { benchFreshness } = await import('./streams/freshness-bench.js');
    const { freshnessMarkdown } = await import('./streams/stream-report.js');
    const report = await benchFreshness({ ...houseAddresses(), commands, perSecond });
    return { report, markdown: freshnessMarkdown(report) };
  },
};

async function bench(args: readonly string[]): Promise<void> {
  const { values, positionals } = readCommandLine(args, {
    usage: USAGE,
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      markdown: { type: 'string' },
      sizes: { type: 'string', default: '100k,1m' },
      size: { type: 'string', default: '100k' },
      rounds: { type: 'string' },
      'without-debezium': { type: 'boolean', default: false },
      commands: { type: 'string', default: '1000' },
      rate: { type: 'string', default: '100' },
    },
  });
  const path = paths[positionals.join(' ')];
  if (path === undefined) throw new NotUnderstood(`Name what to measure. ${USAGE}`);
  const { report, markdown } = await path({
    sizes: values.sizes,
    size: values.size,
    rounds: wholeFrom(FEWEST_ROUNDS, '--rounds', values.rounds ?? (positionals[0] === 'eligibility' ? '7' : '5')),
    debezium: !values['without-debezium'],
    commands: wholeFrom(1, '--commands', values.commands),
    perSecond: wholeFrom(1, '--rate', values.rate),
  });
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (values.markdown !== undefined) await writeFile(values.markdown, markdown);
  process.stdout.write(`${markdown}\n`);
}

function wholeFrom(least: number, option: string, text: string): number {
  const number = Number(text);
  if (!(Number.isInteger(number) && number >= least)) throw new NotUnderstood(`${option} is a whole number from ${least} on.`);
  return number;
}

function houseAddresses(): { readonly url: string; readonly issuerUrl: string } {
  const { env } = process;
  return {
    url: env['JINQIAO_URL'] ?? `http://127.0.0.1:${env['JINQIAO_PORT'] ?? 8080}`,
    issuerUrl: env['ISSUER_URL'] ?? `http://127.0.0.1:${env['ISSUER_PORT'] ?? 8086}`,
  };
}

await runCommand(bench);
