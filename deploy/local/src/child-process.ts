import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Running } from './supervise.js';

/** A Node program of ours to run: its file, what it is told, where its full log goes, and who sees each line. */
export type Program = {
  readonly name: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logFile: string;
  readonly stopWithinMs: number;
  onLine(line: string): void;
};

/** Starts a program in a process group of its own, so that Ctrl-C reaches the supervisor alone and the order of stopping is ours. */
export function startProgram(program: Program): Running {
  const child = spawn(process.execPath, ['--enable-source-maps', program.file], {
    cwd: program.cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: process.env['TZ'], ...program.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(program.logFile, { flags: 'a' });
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => {
      log.write(`${line}\n`);
      program.onLine(line);
    });
  }
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`cannot run: ${error.message}`));
    child.once('close', (code, signal) => {
      log.end();
      resolve(signal === null ? `exited with code ${code}` : `was ended by ${signal}`);
    });
  });
  return {
    pid: child.pid ?? 0,
    exited,
    async stop() {
      child.kill('SIGTERM');
      const inTime = await Promise.race([exited.then(() => true), wait(program.stopWithinMs, false, { ref: false })]);
      if (!inTime) child.kill('SIGKILL');
      await exited;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Resolves when the address answers 200; rejects when the process ends first, with its end, or when the run is being stopped. */
export async function readyAt(url: string, running: Running, stopping: AbortSignal): Promise<void> {
  let end: string | undefined;
  void running.exited.then((how) => (end = how));
  for (;;) {
    stopping.throwIfAborted();
    if (end !== undefined) throw new Error(end);
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await wait(100);
  }
}

/** Runs a program to its end; rejects with its last lines when it fails. */
export async function runToEnd(program: Omit<Program, 'stopWithinMs'>): Promise<void> {
  const last: string[] = [];
  const running = startProgram({
    ...program,
    stopWithinMs: 0,
    onLine: (line) => (program.onLine(line), last.push(line), last.splice(0, last.length - 12)),
  });
  const end = await running.exited;
  if (end !== 'exited with code 0') throw new Error(`${program.name} ${end}\n${last.join('\n')}`);
}
