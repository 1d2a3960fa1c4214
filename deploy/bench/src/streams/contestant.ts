import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What a contestant is told for one round: consume the topic from its beginning as this group, and fill this table. */
export type Round = { readonly group: string; readonly topic: string; readonly table: string };

/** One way of bringing a topic into a table, in a process of its own that lives through all rounds. */
export type Contestant = {
  readonly name: string;
  begin(round: Round): Promise<void>;
  end(): Promise<void>;
  /** Rejects when it has given up on the round. */
  mustBeAlive(): Promise<void>;
  /** Processor time so far, in seconds, and memory in use, in MiB. */
  usage(): Promise<{ readonly cpuSeconds: number; readonly residentMib: number }>;
  stop(): Promise<void>;
};

type Answer = { readonly done?: string; readonly failed?: string };

/** A contestant written in Node: a module that answers `begin` and `end` by message. */
export async function nodeContestant(name: string, module: string, env: Readonly<Record<string, string>>): Promise<Contestant> {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), [], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await answered(child, name);
  const ask = async (message: object): Promise<void> => {
    child.send(message);
    await answered(child, name);
  };
  return {
    name,
    begin: (round) => ask({ begin: round }),
    end: () => ask({ end: true }),
    mustBeAlive: () =>
      child.exitCode === null ? Promise.resolve() : Promise.reject(new Error(`${name} ended with code ${child.exitCode}.`)),
    usage: () => usageOf(child.pid ?? 0),
    stop: async () => {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function answered(child: ChildProcess, name: string): Promise<void> {
  const answer = await new Promise<Answer>((resolve) => {
    const exited = (code: number | null): void => resolve({ failed: `it ended with code ${code}` });
    child.once('exit', exited);
    child.once('message', (message: Answer) => {
      child.off('exit', exited);
      resolve(message);
    });
  });
  if (answer.failed !== undefined) throw new Error(`${name}: ${answer.failed}`);
}

const clockTicksASecond = 100;

/** What the kernel has counted for a process. */
export async function usageOf(pid: number): Promise<{ cpuSeconds: number; residentMib: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 1).split(' ');
  const resident = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return { cpuSeconds: (Number(user) + Number(system)) / clockTicksASecond, residentMib: Number(resident) / 1024 };
}

/** The other side of `nodeContestant`: what `begin` returns ends the round. */
export function answerRounds(begin: (round: Round) => Promise<() => Promise<void>>): void {
  let end: (() => Promise<void>) | undefined;
  const answer = (work: Promise<void>): void => {
    work.then(
      () => process.send?.({ done: 'yes' }),
      (error: unknown) => process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  };
  process.on('message', (message: { begin?: Round; end?: boolean }) => {
    const { begin: round } = message;
    if (round !== undefined) answer(begin(round).then((stop) => void (end = stop)));
    else answer((end ?? (() => Promise.resolve()))());
  });
  process.send?.({ done: 'ready' });
}
