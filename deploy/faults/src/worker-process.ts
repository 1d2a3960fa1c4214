import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkerEnvironment } from './worker-environment.js';
import type { Order, Report } from './worker-messages.js';

/** A worker that runs: `ended` resolves with its exit code, or with the signal that ended it. */
export type WorkerProcess = {
  readonly name: string;
  readonly pid: number | undefined;
  readonly ready: Promise<void>;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  hasEnded(): boolean;
  tell(order: Order): void;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the next report of that kind. */
  hears(report: Report['report']): Promise<void>;
};

/** Which program, with what, and who hears its reports. */
export type WorkerOptions = {
  readonly program: string;
  readonly environment: WorkerEnvironment;
  readonly logFile: string;
  readonly nodeFlags?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly onReport: (report: Report) => void;
};

const fromSources = import.meta.url.endsWith('.ts');
const hooks = new URL('../../../libs/test-kit/typescript-sources.mjs', import.meta.url).href;
const sourceFlags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', hooks];

/** Starts a worker program of this folder: from the sources where we run from them ourselves, as tests do, else as built. */
export function spawnWorker({ program, environment, logFile, nodeFlags = [], variables = {}, onReport }: WorkerOptions): WorkerProcess {
  const log = openSync(logFile, 'a');
  const child: ChildProcess = fork(fileURLToPath(new URL(`./${program}.main.${fromSources ? 'ts' : 'js'}`, import.meta.url)), [], {
    execArgv: [...(fromSources ? sourceFlags : []), ...nodeFlags],
    env: { PATH: process.env['PATH'], ...variables, FAULTS_WORKER: JSON.stringify(environment) },
    stdio: ['ignore', log, log, 'ipc'],
    // In a group of its own: Ctrl+C reaches the suite alone, and the end of the suite ends the worker.
    detached: true,
  });
  closeSync(log);
  const heard = new Map<Report['report'], (() => void)[]>();
  const hears = (report: Report['report']): Promise<void> =>
    new Promise((resolve) => heard.set(report, [...(heard.get(report) ?? []), resolve]));
  child.on('message', (message) => {
    const report = message as Report;
    onReport(report);
    for (const resolve of heard.get(report.report)?.splice(0) ?? []) resolve();
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  const { name } = environment;
  const ready = Promise.race([
    hears('ready'),
    ended.then((how) => Promise.reject(new Error(`${name} ended (${how}) before it was ready; see ${logFile}`))),
  ]);
  // Whoever waits for it hears it; nobody need.
  ready.catch(() => undefined);
  child.on('error', () => undefined);
  return {
    name,
    pid: child.pid,
    ready,
    ended,
    hasEnded,
    tell: (order) => void (hasEnded() || !child.connected || child.send(order, () => undefined)),
    signal: (signal) => void (hasEnded() || child.kill(signal)),
    hears,
  };
}
