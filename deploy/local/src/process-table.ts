import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a process with this id exists, of whomever. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process, words parted by spaces; empty when it is gone. */
export async function commandLineOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ').trim();
  return run('ps', ['-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}

/** Resolves once no process has this id; asks four times a second, since the process need not be a child of ours. */
export function whenGone(pid: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return;
      clearInterval(timer);
      resolve();
    }, 250);
  });
}

/** Whether the process is gone within the time; never throws. */
export async function goneWithin(pid: number, timeoutMs: number): Promise<boolean> {
  for (const until = Date.now() + timeoutMs; Date.now() < until;) {
    if (!isAlive(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !isAlive(pid);
}

/** Resident memory of one process in MiB. */
export async function memoryMb(pid: number): Promise<number> {
  if (process.platform === 'linux') return Math.round((await kilobytes(`/proc/${pid}/status`, 'VmRSS')) / 1024);
  return run('ps', ['-o', 'rss=', '-p', String(pid)]).then(
    ({ stdout }) => Math.round(Number(stdout) / 1024),
    () => 0,
  );
}

/** Memory of a process and all its descendants in MiB; pages that several share (Postgres's buffers) are counted once. Elsewhere than on Linux the process alone. */
export async function familyMemoryMb(pid: number): Promise<number> {
  if (process.platform !== 'linux') return memoryMb(pid);
  const family = await withDescendants(pid);
  const shares = await Promise.all(family.map((member) => kilobytes(`/proc/${member}/smaps_rollup`, 'Pss')));
  return Math.round(shares.reduce((sum, share) => sum + share, 0) / 1024);
}

async function kilobytes(file: string, field: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

async function withDescendants(pid: number): Promise<readonly number[]> {
  const family = [pid];
  for (const member of family) {
    const threads = await readdir(`/proc/${member}/task`).catch(() => [] as string[]);
    for (const thread of threads) {
      const children = await readFile(`/proc/${member}/task/${thread}/children`, 'utf8').catch(() => '');
      family.push(...children.split(' ').filter(Boolean).map(Number));
    }
  }
  return family;
}
