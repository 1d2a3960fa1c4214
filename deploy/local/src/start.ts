/** `npm start`: the whole house on this machine, until Ctrl-C. */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { readyAt, runToEnd, startProgram } from './child-process.js';
import type { Program } from './child-process.js';
import { readLocalConfiguration } from './configuration.js';
import type { Listener, LocalConfiguration } from './configuration.js';
import { localRun } from './local-run.js';
import type { LocalRun } from './local-run.js';
import { shortLine } from './log-line.js';
import { memoryOf } from './memory-by-process.js';
import { requireFreePorts } from './ports.js';
import { requireBrokers, requireDatabase } from './reachable.js';
import { removeRunRecord, stopLeftOvers } from './run-record.js';
import { keptSecrets } from './secrets.js';
import { chooseKafka, startChosenKafka, startEmbeddedPostgres } from './servers.js';
import { compileCache, servicePlans } from './service-plan.js';
import type { Servers, ServicePlan } from './service-plan.js';
import { StartError } from './start-error.js';
import type { Running } from './supervise.js';
import { terminalOn } from './terminal.js';
import { welcome } from './welcome.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const terminal = terminalOn(process.stdout);
const say = (text: string): void => terminal.line('start', text);

async function main(): Promise<void> {
  const beganAt = Date.now();
  const configuration = readLocalConfiguration(root, process.env);
  await mkdir(join(configuration.stateFolder, 'logs'), { recursive: true });
  await stopLeftOvers(configuration.stateFolder, say);
  const kafka = configuration.kafkaBrokers ? undefined : chooseKafka();
  await requireFreePorts(wantedPorts(configuration));

  const run = localRun(configuration.stateFolder, 'deploy/local/', terminal);
  const stopped = stopOnSignal(run, configuration.stateFolder);
  try {
    await startEverything(run, configuration, kafka);
    const readyMs = Date.now() - beganAt;
    const processes = await memoryOf([...run.processes(), { name: 'supervisor', pid: process.pid }]);
    await writeFile(join(configuration.stateFolder, 'ready.json'), JSON.stringify({ readyMs, processes }, null, 2));
    terminal.plain(await welcome(configuration, readyMs));
    if (configuration.sample !== 'off') loadSample(configuration, stopped.signal);
  } catch (error) {
    if (stopped.signal.aborted) return;
    terminal.line(
      'start',
      error instanceof StartError ? error.message : `failed: ${error instanceof Error ? error.message : String(error)}`,
      'error',
    );
    process.exitCode = 1;
    await stopped.stop();
  }
}

const wantedPorts = ({ ports, databaseUrl, kafkaBrokers }: LocalConfiguration): readonly (readonly [Listener, number])[] =>
  (Object.entries(ports) as [Listener, number][]).filter(
    ([listener]) => !(listener === 'postgres' && databaseUrl) && !(listener === 'kafka' && kafkaBrokers),
  );

async function startEverything(
  run: LocalRun,
  configuration: LocalConfiguration,
  kafka: ReturnType<typeof chooseKafka> | undefined,
): Promise<void> {
  const secrets = await keptSecrets(configuration.stateFolder);
  const kafkaBrokers = configuration.kafkaBrokers ?? [`127.0.0.1:${configuration.ports.kafka}`];
  const plansFor = (databaseUrl: string): readonly ServicePlan[] => servicePlans(configuration, secrets, { databaseUrl, kafkaBrokers });

  const [plans] = await Promise.all([
    startDatabase(run, configuration).then(async (databaseUrl) => {
      const planned = plansFor(databaseUrl);
      await migrate(configuration, planned, { databaseUrl, kafkaBrokers });
      return planned;
    }),
    startBroker(run, configuration, kafka).then(async () => {
      await ensureTopics([...kafkaBrokers], await readFile(join(root, 'deploy', 'kafka', 'topics.yaml'), 'utf8'));
      say('topics are there');
    }),
    startIssuer(run, configuration),
  ]);
  say(`starting ${plans.length} services`);
  await Promise.all(plans.map((plan) => startService(run, configuration, plan)));
}

async function startDatabase(run: LocalRun, configuration: LocalConfiguration): Promise<string> {
  if (configuration.databaseUrl) {
    await requireDatabase(configuration.databaseUrl);
    say('using the database that DATABASE_URL names');
    return configuration.databaseUrl;
  }
  const progress = (text: string): void => terminal.line('postgres', text);
  const { url } = await run.keep({
    name: 'postgres',
    marker: configuration.stateFolder,
    rank: 'postgres',
    start: () => startEmbeddedPostgres(configuration, progress),
  });
  progress(`ready on port ${configuration.ports.postgres}`);
  return url;
}

async function startBroker(
  run: LocalRun,
  configuration: LocalConfiguration,
  kafka: ReturnType<typeof chooseKafka> | undefined,
): Promise<void> {
  if (!kafka) {
    await requireBrokers(configuration.kafkaBrokers ?? []);
    say('using the brokers that KAFKA_BROKERS names');
    return;
  }
  const progress = (text: string): void => terminal.line('kafka', text);
  const marker = kafka === 'docker' ? 'jinqiao-kafka' : configuration.stateFolder;
  await run.keep({ name: 'kafka', marker, rank: 'kafka', start: () => startChosenKafka(kafka, configuration, progress) });
  progress(`ready on port ${configuration.ports.kafka}`);
}

async function migrate(configuration: LocalConfiguration, plans: readonly ServicePlan[], servers: Servers): Promise<void> {
  const migrations = plans.flatMap(({ migration, env }) =>
    migration === undefined ? [] : [{ file: migration, serviceDatabaseUrl: env['SERVICE_DATABASE_URL'] }],
  );
  const env = {
    DATABASE_URL: servers.databaseUrl,
    MIGRATIONS: JSON.stringify(migrations),
    NODE_COMPILE_CACHE: compileCache(configuration.root),
  };
  await runToEnd({ ...(await program('migrations', configuration)), file: join(root, 'deploy', 'local', 'dist', 'migrate-all.js'), env });
  say(`schemas of ${migrations.length} services are up to date`);
}

async function startIssuer(run: LocalRun, configuration: LocalConfiguration): Promise<void> {
  const port = String(configuration.ports.issuer);
  const file = join(root, 'deploy', 'local', 'dist', 'issuer.js');
  const issuer = { ...(await program('issuer', configuration)), file, env: { PORT: port, ISSUER_STATE: configuration.stateFolder } };
  await run.keep({
    name: 'issuer',
    marker: file,
    rank: 'service',
    start: (stopping) => startReady(issuer, `http://127.0.0.1:${port}/health/ready`, stopping),
  });
}

async function startService(run: LocalRun, configuration: LocalConfiguration, { name, file, url, env }: ServicePlan): Promise<void> {
  const service = { ...(await program(name, configuration)), file, env };
  await run.keep({ name, marker: file, rank: 'service', start: (stopping) => startReady(service, `${url}/health/ready`, stopping) });
}

async function startReady(service: Program, readyUrl: string, stopping: AbortSignal): Promise<Running> {
  const running = startProgram(service);
  try {
    await readyAt(readyUrl, running, stopping);
    return running;
  } catch (error) {
    await running.stop();
    throw new StartError(
      `${service.name} ${error instanceof Error ? error.message : String(error)} before it was ready; its whole log is ${service.logFile}`,
    );
  }
}

const longestLogBytes = 20_000_000;

async function program(name: string, { stateFolder }: LocalConfiguration): Promise<Omit<Program, 'file' | 'env'>> {
  const logFile = join(stateFolder, 'logs', `${name}.log`);
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > longestLogBytes) await rename(logFile, `${logFile}.1`);
  const onLine = (line: string): void => {
    const { severity, text } = shortLine(line);
    if (severity !== 'quiet') terminal.line(name, text, severity);
  };
  return { name, cwd: root, logFile, stopWithinMs: 15_000, onLine };
}

function loadSample(configuration: LocalConfiguration, stopped: AbortSignal): void {
  void program('sample', configuration).then(async (sample) => {
    const env = {
      JINQIAO_URL: `http://127.0.0.1:${configuration.ports.console}`,
      ISSUER_URL: `http://127.0.0.1:${configuration.ports.issuer}`,
      SAMPLE: String(configuration.sample),
    };
    const running = startProgram({ ...sample, file: join(root, 'deploy', 'sample', 'dist', 'load.js'), env });
    stopped.addEventListener('abort', running.kill, { once: true });
    const end = await running.exited;
    if (end !== 'exited with code 0' && !stopped.aborted)
      terminal.line('sample', `${end}; \`npm run sample\` goes on where it stopped`, 'warn');
  });
}

/** The first Ctrl-C stops in order, the next forces. One Ctrl-C may arrive twice, from the terminal and from npm, so the forcing one must come later. */
function stopOnSignal(run: LocalRun, stateFolder: string): { signal: AbortSignal; stop(): Promise<void> } {
  const stopping = new AbortController();
  let askedAt: number | undefined;
  const stop = async (): Promise<void> => {
    stopping.abort();
    await run.stop();
    await removeRunRecord(stateFolder);
  };
  const onSignal = (): void => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      say('stopping: services first, then Kafka and PostgreSQL (Ctrl-C again forces)');
      void stop().then(() => {
        say('stopped');
        process.exit();
      });
    } else if (Date.now() - askedAt > 500) {
      run.kill();
      say('killed');
      process.exit(130);
    }
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  return { signal: stopping.signal, stop };
}

await main().catch((error: unknown) => {
  terminal.line('start', error instanceof Error ? error.message : String(error), 'error');
  process.exitCode = 1;
});
