import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { postgresBinaries } from './postgres-binaries.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { mustReach, postgresUser } from './postgres-user.js';
import type { SystemUser } from './postgres-user.js';
import { lastLines, spawnServer, stopServer, stopStaleServer } from './server-process.js';
import type { ServerProcess, ServerProgram } from './server-process.js';

/** A running PostgreSQL: `url` logs in as its superuser, `stop` resolves when the server is gone and everything is on disk; `exited` resolves however it ended. */
export type Postgres = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Where PostgreSQL keeps its files, and whether they must survive a power cut (`durable`) or may trade that for speed, as tests do. */
export type PostgresOptions = {
  readonly dir: string;
  readonly port?: number;
  readonly durable: boolean;
  readonly onProgress?: (message: string) => void;
};

/** SIGINT is PostgreSQL's fast shutdown (sessions end, files are complete), SIGQUIT its immediate one. */
const stopSteps = [
  { signal: 'SIGINT', graceMs: 20_000 },
  { signal: 'SIGQUIT', graceMs: 5_000 },
  { signal: 'SIGKILL', graceMs: 5_000 },
] as const;

const startTimeoutMs = 60_000;

const password = 'postgres';

const always = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', timezone: 'UTC', log_timezone: 'UTC' };

const notDurable = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '10min' };

/** Starts PostgreSQL on 127.0.0.1 with its files under `dir`; a second start finds the same databases again. */
export async function startPostgres({ dir, port, durable, onProgress = () => undefined }: PostgresOptions): Promise<Postgres> {
  const binaries = await postgresBinaries();
  const user = postgresUser();
  const folder = resolve(dir);
  const cluster = join(folder, 'data');
  mkdirSync(folder, { recursive: true });
  if (user) for (const path of [cluster, binaries.postgres]) mustReach(path, user);
  if (await stopStaleServer(join(cluster, 'postmaster.pid'), cluster, stopSteps))
    onProgress('Stopped the Postgres that an earlier run left behind.');
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    onProgress('Making the Postgres data folder.');
    await makeCluster(binaries, { folder, cluster, durable, user });
  }
  onProgress('Starting Postgres.');
  const chosenPort = port ?? (await freePort());
  const logFile = join(folder, 'postgres.log');
  const settings = Object.entries(durable ? always : { ...always, ...notDurable }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = {
    command: binaries.postgres,
    args: ['-D', cluster, '-p', String(chosenPort), ...settings],
    cwd: folder,
    logFile,
    ...user,
  };
  const server = await startedServer(program, cluster);
  const stop = (): Promise<void> => stopServer(server.pid, cluster, stopSteps);
  const url = `postgres://postgres:${password}@127.0.0.1:${chosenPort}/postgres`;
  return { url, port: chosenPort, pid: server.pid, exited: server.exited, stop };
}

async function startedServer(program: ServerProgram, cluster: string): Promise<ServerProcess> {
  for (const deadline = Date.now() + startTimeoutMs; ; await sleep(250)) {
    const server = spawnServer(program, 'SIGINT');
    while (!isReady(cluster, server.pid) && !server.hasExited() && Date.now() < deadline) await sleep(20);
    if (isReady(cluster, server.pid) && !server.hasExited()) return server;
    await stopServer(server.pid, cluster, stopSteps);
    const said = lastLines(program.logFile);
    // After a killed server its sessions take a moment to notice and to let go of the shared memory.
    if (said.includes('pre-existing shared memory block') && Date.now() < deadline) continue;
    throw new Error(`Postgres did not start. The end of ${program.logFile}:\n${said}`);
  }
}

/** Stops the server that a killed process left behind in `dir`; does nothing when there is none. */
export async function stopAbandonedPostgres(dir: string): Promise<void> {
  const cluster = join(resolve(dir), 'data');
  await stopStaleServer(join(cluster, 'postmaster.pid'), cluster, stopSteps);
}

type NewCluster = { readonly folder: string; readonly cluster: string; readonly durable: boolean; readonly user: SystemUser | undefined };

async function makeCluster({ initdb }: PostgresBinaries, { folder, cluster, durable, user }: NewCluster): Promise<void> {
  // A folder without PG_VERSION is what an interrupted initdb leaves.
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { mode: 0o700 });
  const passwordFile = join(folder, 'superuser-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [cluster, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const args = [`--pgdata=${cluster}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
    await promisify(execFile)(initdb, [...args, '--locale=C.UTF-8', ...(durable ? [] : ['--no-sync'])], { cwd: folder, ...user });
  } catch (cause) {
    rmSync(cluster, { recursive: true, force: true });
    throw new Error(`The Postgres data folder ${cluster} could not be made: ${(cause as { stderr?: string }).stderr ?? String(cause)}`, {
      cause,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The server writes `ready` on the eighth line of postmaster.pid once it accepts connections. */
function isReady(cluster: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return lines[0]?.trim() === String(pid) && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
