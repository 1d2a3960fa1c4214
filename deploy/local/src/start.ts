/** `npm start`: the whole house on this machine, until Ctrl-C. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLocalConfiguration } from './configuration.js';
import type { Listener, LocalConfiguration } from './configuration.js';
import { startHouse } from './house.js';
import { localRun } from './local-run.js';
import { memoryOf } from './memory-by-process.js';
import { requireFreePorts } from './ports.js';
import { loadSample } from './programs.js';
import { stopLeftOvers } from './run-record.js';
import { chooseKafka } from './servers.js';
import { StartError } from './start-error.js';
import { stopOnSignal } from './stop-on-signal.js';
import { terminalOn } from './terminal.js';
import { welcome } from './welcome.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const terminal = terminalOn(process.stdout);

async function main(): Promise<void> {
  const beganAt = Date.now();
  const configuration = readLocalConfiguration(root, process.env);
  const { stateFolder } = configuration;
  await mkdir(join(stateFolder, 'logs'), { recursive: true });
  await stopLeftOvers(stateFolder, (text) => terminal.line('start', text));
  const kafka = configuration.kafkaBrokers ? undefined : chooseKafka();
  await requireFreePorts(wantedPorts(configuration));

  const run = localRun(stateFolder, 'deploy/local/', terminal);
  const stopped = stopOnSignal(run, stateFolder, terminal);
  const house = { run, configuration, terminal };
  try {
    await startHouse(house, kafka);
    const readyMs = Date.now() - beganAt;
    const processes = await memoryOf([...run.processes(), { name: 'supervisor', pid: process.pid }]);
    await writeFile(join(stateFolder, 'ready.json'), JSON.stringify({ readyMs, processes }, null, 2));
    terminal.plain(await welcome(configuration, readyMs));
    if (configuration.sample !== 'off') await loadSample(house, stopped.signal);
  } catch (error) {
    if (stopped.signal.aborted) return;
    complain(error);
    await stopped.stop();
  }
}

const wantedPorts = ({ ports, databaseUrl, kafkaBrokers }: LocalConfiguration): readonly (readonly [Listener, number])[] =>
  (Object.entries(ports) as [Listener, number][]).filter(
    ([listener]) => !(listener === 'postgres' && databaseUrl) && !(listener === 'kafka' && kafkaBrokers),
  );

function complain(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  terminal.line('start', error instanceof StartError ? message : `failed: ${message}`, 'error');
  process.exitCode = 1;
}

await main().catch(complain);
