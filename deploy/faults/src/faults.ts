/** `npm run faults`: injects every fault into a house of real Postgres and Kafka, checks what must hold after each, and says how often it did. */
import { writeFile } from 'node:fs/promises';
import { readArguments } from './arguments.js';
import type { FaultsArguments } from './arguments.js';
import type { Fault } from './fault.js';
import { faults } from './faults/registry.js';
import { brokenBuilds, proofsToMarkdown, prove } from './prove.js';
import type { Proof } from './prove.js';
import { percentile } from './percentile.js';
import { failureOf, reportOf, toMarkdown } from './report.js';
import type { NotRun } from './report.js';
import { runFault } from './run-fault.js';
import type { RunOutcome } from './run-fault.js';
import { startServers } from './servers.js';
import type { Brokers, Servers } from './servers.js';

/** What must be stopped however the command ends. */
const running = new Set<Servers>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.all([...running].map((servers) => servers.stop(false))).finally(() => process.exit(1));
  });
}

async function withServers<T>(brokers: Brokers, work: (servers: Servers) => Promise<T>): Promise<T> {
  const servers = await startServers(brokers);
  running.add(servers);
  let failed = true;
  try {
    const outcome = await work(servers);
    failed = false;
    return outcome;
  } finally {
    running.delete(servers);
    await servers.stop(!failed);
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function runAll({ only, seeds, scale }: FaultsArguments): Promise<{ runs: RunOutcome[]; notRun: NotRun[] }> {
  const wanted = faults.filter(({ number }) => only.length === 0 || only.includes(number));
  const unknown = only.filter((number) => !faults.some((fault) => fault.number === number));
  if (unknown.length > 0)
    throw new RangeError(`There is no fault ${unknown.join(', ')}. There are: ${faults.map(({ number }) => number).join(', ')}.`);
  const notRun = wanted.flatMap((fault) => {
    const reason = fault.impossible?.();
    return reason === undefined ? [] : [{ fault: fault.number, title: fault.title, reason }];
  });
  const possible = wanted.filter(({ number }) => !notRun.some(({ fault }) => fault === number));
  const runs: RunOutcome[] = [];
  for (const brokers of [1, 3, 'small-disk'] as const) {
    const those = possible.filter((fault) => (fault.brokers ?? 1) === brokers);
    if (those.length > 0) runs.push(...(await runOn(brokers, those, { seeds, scale })));
  }
  return { runs, notRun };
}

async function runOn(
  brokers: Brokers,
  those: readonly Fault[],
  { seeds, scale }: { seeds: readonly number[]; scale: number },
): Promise<RunOutcome[]> {
  const runs: RunOutcome[] = [];
  const inTurn = async (servers: Servers): Promise<void> => {
    for (const fault of those) {
      say(`${fault.number} ${fault.title}`);
      for (const seed of seeds) {
        const run = await runFault(fault, servers, { seed, scale });
        runs.push(run);
        say(told(run));
      }
    }
    if (!runs.every(({ ok }) => ok)) throw new SomeFailed();
  };
  await withServers(brokers, inTurn).catch((error: unknown) => {
    if (!(error instanceof SomeFailed)) throw error;
  });
  return runs;
}

/** Keeps the logs of the workers. */
class SomeFailed extends Error {}

function told(run: RunOutcome): string {
  const { seed, events, duplicatesOnTopic, recoveriesMs, seconds } = run;
  const recovery = [0.5, 0.95, 1].map((share) => percentile(recoveriesMs, share)).join('/');
  return run.ok
    ? `  seed ${seed}: holds; ${events} events, ${duplicatesOnTopic} duplicates on the topic, recovery ${recovery} ms, ${seconds} s`
    : `  seed ${seed}: FAILED after ${seconds} s\n  ${failureOf(run)}\n  logs: ${run.logDir}`;
}

function proveAll({ seeds, scale }: FaultsArguments): Promise<Proof[]> {
  return withServers(1, async (servers) => {
    const proofs: Proof[] = [];
    for (const build of brokenBuilds) {
      say(`Without ${build.protection}`);
      const proof = await prove(build, servers, { seed: seeds[0] ?? 1, scale });
      proofs.push(proof);
      say(`  fault ${proof.run.fault}: ${proof.caught ? `caught, ${build.mustBreak} is broken` : `NOT CAUGHT: ${build.mustBreak} holds`}`);
    }
    return proofs;
  });
}

async function write(json: string | undefined, report: unknown, markdown: string): Promise<void> {
  say(`\n${markdown}`);
  if (json === undefined) return;
  await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(json.replace(/(\.json)?$/, '.md'), markdown);
}

async function main(asked: FaultsArguments): Promise<boolean> {
  if (asked.prove) {
    const proofs = await proveAll(asked);
    await write(asked.json, { proofs }, proofsToMarkdown(proofs));
    return proofs.every(({ caught }) => caught);
  }
  const { runs, notRun } = await runAll(asked);
  const report = reportOf(runs, notRun, asked);
  await write(asked.json, report, toMarkdown(report));
  return report.ok;
}

try {
  process.exitCode = (await main(readArguments(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
