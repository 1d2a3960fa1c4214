import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf, goneWithin } from './process-table.js';
import { StartError } from './start-error.js';

/** One process of a run; `marker` is a part of its command line, so that a reused process id is never taken for ours. */
export type RecordedProcess = { readonly name: string; readonly pid: number; readonly marker: string };

/** Who runs in a state folder: the supervisor and, in the order in which they are stopped, its processes. */
export type RunRecord = { readonly supervisor: RecordedProcess; readonly processes: readonly RecordedProcess[] };

const fileOf = (stateFolder: string): string => join(stateFolder, 'run.json');

/** Writes the pid file of the whole run, in one step, so that a kill leaves the old or the new one. */
export async function writeRunRecord(stateFolder: string, record: RunRecord): Promise<void> {
  await mkdir(stateFolder, { recursive: true });
  const next = `${fileOf(stateFolder)}.next`;
  await writeFile(next, JSON.stringify(record, null, 2));
  await rename(next, fileOf(stateFolder));
}

/** The run that a state folder knows of, alive or not. */
export async function readRunRecord(stateFolder: string): Promise<RunRecord | undefined> {
  const text = await readFile(fileOf(stateFolder), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as RunRecord);
}

/** Forgets the run, after everything of it has stopped. */
export const removeRunRecord = (stateFolder: string): Promise<void> => rm(fileOf(stateFolder), { force: true });

const isOurs = async ({ pid, marker }: RecordedProcess): Promise<boolean> => (await commandLineOf(pid)).includes(marker);

/** Refuses a second run in the same state folder; stops what a killed run has left behind and names it. */
export async function stopLeftOvers(stateFolder: string, report: (text: string) => void): Promise<void> {
  const record = await readRunRecord(stateFolder);
  if (!record) return;
  if (record.supervisor.pid !== process.pid && (await isOurs(record.supervisor))) {
    throw new StartError(
      `Jinqiao already runs here (pid ${record.supervisor.pid}). Stop it with Ctrl-C in its terminal or \`kill ${record.supervisor.pid}\`, or start a second one with JINQIAO_STATE=another-folder and ports of its own.`,
    );
  }
  const stop = async (left: RecordedProcess): Promise<void> => {
    if (!(await isOurs(left))) return;
    report(`stopping ${left.name} (pid ${left.pid}), left over from a run that was killed`);
    await endProcess(left);
  };
  const isServer = ({ name }: RecordedProcess): boolean => name === 'kafka' || name === 'postgres';
  await Promise.all(record.processes.filter((left) => !isServer(left)).map(stop));
  await Promise.all(record.processes.filter(isServer).map(stop));
  await removeRunRecord(stateFolder);
}

/** Postgres reads SIGTERM as "wait until the last session has gone" and SIGINT as "stop now, cleanly". */
async function endProcess({ name, pid }: RecordedProcess): Promise<void> {
  signal(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  if (await goneWithin(pid, 10_000)) return;
  signal(pid, 'SIGKILL');
  await goneWithin(pid, 5_000);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
}
