import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server program to run: where its output goes, and a piece of its command line (its own folder) by which it is known again. */
export type ServerProgram = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly logFile: string;
  readonly uid?: number;
  readonly gid?: number;
};

/** Signals in order of gentleness, each with the milliseconds it is given before the next is sent. */
export type StopSteps = readonly { readonly signal: NodeJS.Signals; readonly graceMs: number }[];

/** A server that we started; `exited` resolves when its process is gone, for whatever reason. */
export type ServerProcess = { readonly pid: number; readonly exited: Promise<void>; readonly hasExited: () => boolean };

/** Starts a server that must not outlive this process: it runs in its own process group, so that Ctrl+C reaches us and not the server, and is told to stop when this process exits. */
export function spawnServer(program: ServerProgram, stopSignal: NodeJS.Signals): ServerProcess {
  const output = openSync(program.logFile, 'a');
  const child = spawn(program.command, program.args, {
    cwd: program.cwd,
    detached: true,
    stdio: ['ignore', output, output],
    ...(program.uid === undefined ? {} : { uid: program.uid }),
    ...(program.gid === undefined ? {} : { gid: program.gid }),
  });
  closeSync(output);
  child.once('error', () => undefined);
  if (child.pid === undefined) throw new Error(`${program.command} could not be started; see ${program.logFile}`);
  const stopWithUs = (): void => void child.kill(stopSignal);
  process.once('exit', stopWithUs);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void exited.then(() => process.off('exit', stopWithUs));
  return { pid: child.pid, exited, hasExited: () => child.exitCode !== null || child.signalCode !== null };
}

/** True while the process exists and is the one meant: a pid alone may have been given to somebody else since. */
export function runs(pid: number, mark: string): boolean {
  return commandLineOf(pid).includes(mark);
}

/** Stops a server, gently first, and resolves when its process is gone; a pid that is not that server is left alone. */
export async function stopServer(pid: number, mark: string, steps: StopSteps): Promise<void> {
  for (const { signal, graceMs } of steps) {
    if (!runs(pid, mark)) return;
    process.kill(pid, signal);
    if (await gone(pid, mark, graceMs)) return;
  }
  throw new Error(`Process ${pid} (${mark}) does not stop. Please end it by hand: kill -9 ${pid}`);
}

/** Stops the server that an earlier, killed run left behind, found by its pid file; true when there was one. */
export async function stopStaleServer(pidFile: string, mark: string, steps: StopSteps): Promise<boolean> {
  const pid = pidIn(pidFile);
  if (pid === undefined || !runs(pid, mark)) return false;
  await stopServer(pid, mark, steps);
  return true;
}

/** The last lines of a log file, for an error message. */
export function lastLines(logFile: string, count = 15): string {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '(no output)';
  }
}

function pidIn(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function commandLineOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

async function gone(pid: number, mark: string, graceMs: number): Promise<boolean> {
  for (const deadline = Date.now() + graceMs; Date.now() < deadline; await sleep(20)) if (!runs(pid, mark)) return true;
  return !runs(pid, mark);
}
