import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readyAt, runToEnd, startProgram } from './child-process.js';
import type { Program } from './child-process.js';
import type { House } from './house.js';
import { shortLine } from './log-line.js';
import type { Secrets } from './secrets.js';
import { compileCache } from './service-plan.js';
import type { ServicePlan } from './service-plan.js';
import { StartError } from './start-error.js';
import type { Running } from './supervise.js';

const longestLogBytes = 20_000_000;

/** Makes the schemas, tables and roles of all services, in one process. */
export async function migrate(house: House, plans: readonly ServicePlan[], databaseUrl: string): Promise<void> {
  const migrations = plans.flatMap(({ migration, env }) =>
    migration === undefined ? [] : [{ file: migration, serviceDatabaseUrl: env['SERVICE_DATABASE_URL'] }],
  );
  const env = {
    DATABASE_URL: databaseUrl,
    MIGRATIONS: JSON.stringify(migrations),
    NODE_COMPILE_CACHE: compileCache(house.configuration.root),
  };
  await runToEnd({ ...(await program('migrations', house)), file: ownFile(house, 'migrate-all.js'), env });
  house.terminal.line('start', `schemas of ${migrations.length} services are up to date`);
}

/** The issuer of the personas' tokens and of operations' own, as its own process; resolves when it answers. */
export async function startIssuer(house: House, { operationsClientSecret }: Secrets): Promise<void> {
  const { run, configuration } = house;
  const port = String(configuration.ports.issuer);
  const file = ownFile(house, 'issuer.js');
  const env = { PORT: port, ISSUER_STATE: configuration.stateFolder, OPERATIONS_CLIENT_SECRET: operationsClientSecret };
  const issuer = { ...(await program('issuer', house)), file, env };
  const ready = `http://127.0.0.1:${port}/health/ready`;
  await run.keep({ name: 'issuer', marker: file, rank: 'service', start: (stopping) => startReady(issuer, ready, stopping) });
}

/** A service as its own process; resolves when it says that it is ready. */
export async function startService(house: House, { name, file, url, env }: ServicePlan): Promise<void> {
  const service = { ...(await program(name, house)), file, env };
  const ready = `${url}/health/ready`;
  await house.run.keep({ name, marker: file, rank: 'service', start: (stopping) => startReady(service, ready, stopping) });
}

/** Loads the sample beside the running house; it can be cut off at any point and is not waited for. */
export async function loadSample(house: House, stopping: AbortSignal): Promise<void> {
  const { root, ports, sample } = house.configuration;
  const env = {
    JINQIAO_URL: `http://127.0.0.1:${ports.console}`,
    ISSUER_URL: `http://127.0.0.1:${ports.issuer}`,
    SAMPLE: String(sample),
  };
  const file = join(root, 'deploy', 'sample', 'dist', 'load.js');
  const running = startProgram({ ...(await program('sample', house)), file, env });
  stopping.addEventListener('abort', () => running.kill(), { once: true });
  const end = await running.exited;
  if (end !== 'exited with code 0' && !stopping.aborted)
    house.terminal.line('sample', `${end}; \`npm run sample\` goes on where it stopped`, 'warn');
}

async function startReady(service: Program, readyUrl: string, stopping: AbortSignal): Promise<Running> {
  const running = startProgram(service);
  try {
    await readyAt(readyUrl, running, stopping);
    return running;
  } catch (error) {
    await running.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`${service.name} ${reason} before it was ready; its whole log is ${service.logFile}`);
  }
}

const ownFile = ({ configuration }: House, name: string): string => join(configuration.root, 'deploy', 'local', 'dist', name);

async function program(name: string, { configuration, terminal }: House): Promise<Omit<Program, 'file' | 'env'>> {
  const logFile = join(configuration.stateFolder, 'logs', `${name}.log`);
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > longestLogBytes) await rename(logFile, `${logFile}.1`);
  const onLine = (line: string): void => {
    const { severity, text } = shortLine(line);
    if (severity !== 'quiet') terminal.line(name, text, severity);
  };
  return { name, cwd: configuration.root, logFile, stopWithinMs: 15_000, onLine };
}
