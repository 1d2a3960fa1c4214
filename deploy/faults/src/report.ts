import { cpus } from 'node:os';
import { percentile } from './percentile.js';
import type { RunOutcome } from './run-fault.js';

/** A fault that was not run, and why. */
export type NotRun = { readonly fault: number; readonly title: string; readonly reason: string };

/** What a whole command came to. */
export type FaultsReport = {
  readonly ok: boolean;
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number };
  readonly scale: number;
  readonly seeds: readonly number[];
  readonly runs: readonly RunOutcome[];
  readonly notRun: readonly NotRun[];
};

export function reportOf(
  runs: readonly RunOutcome[],
  notRun: readonly NotRun[],
  { scale, seeds }: { scale: number; seeds: readonly number[] },
): FaultsReport {
  const [cpu] = cpus();
  return {
    ok: runs.length > 0 && runs.every(({ ok }) => ok),
    machine: { node: process.version, cpu: cpu?.model ?? 'unknown', cores: cpus().length },
    scale,
    seeds,
    runs,
    notRun,
  };
}

const sum = (runs: readonly RunOutcome[], of: (run: RunOutcome) => number): number => runs.reduce((total, run) => total + of(run), 0);

const count = (runs: readonly RunOutcome[], name: 'lost' | 'ghosts' | 'twice' | 'different' | 'inversions' | 'gaps'): string =>
  String(sum(runs, ({ invariants }) => invariants?.[name] ?? 0));

/** The report as Markdown: one row a fault, then every run that failed with the command that repeats it. */
export function toMarkdown(report: FaultsReport): string {
  const titles = [...new Set(report.runs.map(({ fault, title }) => `${fault} ${title}`))].sort((a, b) => parseInt(a) - parseInt(b));
  const rows = titles.map((each) =>
    row(
      report.runs.filter(({ fault, title }) => `${fault} ${title}` === each),
      each,
    ),
  );
  const failures = report.runs.filter(({ ok }) => !ok);
  return [
    `# Faults: ${report.runs.length} runs, ${failures.length} failed`,
    '',
    'At-least-once delivery, exactly-once effect in every projection, order by key' +
      (report.ok
        ? `, proven by ${sum(report.runs, ({ recoveriesMs }) => recoveriesMs.length)} injected faults.`
        : ': NOT proven by this run.'),
    '',
    `Seeds ${report.seeds.join(', ')}; scale ${report.scale}; Node ${report.machine.node}, ${report.machine.cores} cores, ${report.machine.cpu}.`,
    '',
    '| fault | runs | events | I1 lost | I2 ghosts | I3 twice | I4 different | I5 inversions | I6 gaps | duplicates on the topic | recovery p50 / p95 / max (ms) | failed writes | failed reads |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
    row(report.runs, '**all**'),
    ...report.notRun.flatMap(({ fault, title, reason }, index) => [
      ...(index === 0 ? ['', '## Not run on this machine', ''] : []),
      `- ${fault} ${title}: ${reason}`,
    ]),
    ...failures.flatMap((run, index) => [...(index === 0 ? ['', '## Failed', ''] : []), failureOf(run)]),
    '',
  ].join('\n');
}

function row(runs: readonly RunOutcome[], title: string): string {
  const recoveries = runs.flatMap(({ recoveriesMs }) => recoveriesMs);
  const cells = [
    title,
    runs.length,
    sum(runs, ({ events }) => events),
    ...(['lost', 'ghosts', 'twice', 'different', 'inversions', 'gaps'] as const).map((name) => count(runs, name)),
    sum(runs, ({ duplicatesOnTopic }) => duplicatesOnTopic),
    [0.5, 0.95, 1].map((share) => percentile(recoveries, share)).join(' / '),
    `${sum(runs, ({ writes }) => writes.failed)} of ${sum(runs, ({ writes }) => writes.failed + writes.acknowledged)}`,
    `${sum(runs, ({ reads }) => reads.failed)} of ${sum(runs, ({ reads }) => reads.failed + reads.answered)}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** One line on a run that failed: what does not hold, where it was found, and how to repeat it. */
export function failureOf({ fault, seed, broken, invariants, failure, reproduce }: RunOutcome): string {
  const found = Object.entries(invariants?.found ?? {}).map(([where, many]) => `${where}: ${many}`);
  return `- fault ${fault}, seed ${seed}: ${[...(broken.length > 0 ? [`${broken.join(', ')} broken (${found.join('; ')})`] : []), ...(failure === undefined ? [] : [failure])].join('. ')}. Repeat: \`${reproduce}\``;
}
