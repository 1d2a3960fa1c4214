import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { fetchJars, recipe, sharedJarsDir } from './kafka-jars.js';
import { brokerProperties } from './kafka-properties.js';
import type { ClusterMember } from './kafka-properties.js';
import { kafkaIsReady } from './kafka-readiness.js';
import { lastLines, spawnServer, stopServer, stopStaleServer } from './server-process.js';
import type { ServerProcess } from './server-process.js';

/** A running single-node Apache Kafka: `exited` resolves when its process is gone, `stop` sees to that. */
export type Kafka = {
  readonly brokers: string[];
  readonly pid: number;
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Where the broker keeps its records and its jars (shared between runs unless told otherwise), and how much memory it may use. */
export type KafkaOptions = {
  readonly dir: string;
  readonly jarsDir?: string;
  readonly port?: number;
  readonly heapMb?: number;
  /** The port that clients are told, where it is not the broker's own: a proxy stands before it. */
  readonly advertisedPort?: number;
  /** Makes the broker one of a cluster; alone unless told otherwise. */
  readonly member?: ClusterMember;
  /** Compiles less, so that the broker is up sooner and serves a little slower: for tests. */
  readonly quickStart?: boolean;
  readonly onProgress?: (message: string) => void;
};

const stopSteps = [
  { signal: 'SIGTERM', graceMs: 20_000 },
  { signal: 'SIGKILL', graceMs: 5_000 },
] as const;

const startTimeoutMs = 120_000;

const clusterId = 'MkU3OEVBNTcwNTJENDM2Qg';

const lowMemory = ['-XX:+UseSerialGC', '-Xss512k', '-XX:ReservedCodeCacheSize=64m', '-XX:MaxMetaspaceSize=128m', '-XX:-UsePerfData'];

/** Starts Apache Kafka (KRaft; one node, or one of a cluster) on 127.0.0.1 with its files under `dir`; resolves when topics can be made and groups joined. */
export async function startKafka(options: KafkaOptions): Promise<Kafka> {
  const { jarsDir = sharedJarsDir, heapMb = 384, quickStart = false, onProgress = () => undefined } = options;
  mustHaveTools(jarsDir);
  const folder = resolve(options.dir);
  const config = join(folder, 'server.properties');
  const pidFile = join(folder, 'kafka.pid');
  const logFile = join(folder, 'kafka.log');
  mkdirSync(folder, { recursive: true });
  if (await stopStaleServer(pidFile, config, stopSteps)) onProgress('Stopped the Kafka that an earlier run left behind.');
  await fetchJars(jarsDir, onProgress);
  const port = options.port ?? (await freePort());
  const records = join(folder, 'data');
  const member = options.member ?? { id: 1, internalPort: await freePort(), controllerPorts: [await freePort()] };
  writeFileSync(config, brokerProperties({ records, port, advertisedPort: options.advertisedPort ?? port, member }));
  const java = [
    ...(quickStart ? ['-XX:TieredStopAtLevel=1'] : []),
    ...lowMemory,
    ...[`-Dlog4j2.configurationFile=${join(recipe, 'log4j2.yaml')}`, '-cp', join(jarsDir, '*')],
  ];
  if (!existsSync(join(records, 'meta.properties')))
    await promisify(execFile)('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', config]);
  onProgress('Starting Kafka.');
  const server = spawnServer(
    { command: 'java', args: [`-Xmx${heapMb}m`, ...java, 'kafka.Kafka', config], cwd: folder, logFile },
    'SIGTERM',
  );
  writeFileSync(pidFile, `${server.pid}\n`);
  const stop = async (): Promise<void> => {
    await stopServer(server.pid, config, stopSteps);
    rmSync(pidFile, { force: true });
  };
  if (!(await becomesReady(server, port, member.controllerPorts.length > 1))) {
    await stop();
    throw new Error(`Kafka did not start. The end of ${logFile}:\n${lastLines(logFile)}`);
  }
  return { brokers: [`127.0.0.1:${port}`], pid: server.pid, exited: server.exited, stop };
}

/** Stops the broker that a killed process left behind in `dir`; does nothing when there is none. */
export async function stopAbandonedKafka(dir: string): Promise<void> {
  await stopStaleServer(join(resolve(dir), 'kafka.pid'), join(resolve(dir), 'server.properties'), stopSteps);
}

async function becomesReady(server: ServerProcess, port: number, oneOfMany: boolean): Promise<boolean> {
  for (const deadline = Date.now() + startTimeoutMs; Date.now() < deadline; await sleep(50)) {
    if (server.hasExited()) return false;
    if (await kafkaIsReady('127.0.0.1', port, oneOfMany)) return true;
  }
  return false;
}

function mustHaveTools(jarsDir: string): void {
  if (!available('java', '-version') || (!existsSync(jarsDir) && !available('mvn', '-v')))
    throw new Error(
      'Kafka needs Java 17 or later and Maven here. Please install them, or use Docker, or name a broker you have: KAFKA_BROKERS=host:9092.',
    );
}

const available = (command: string, argument: string): boolean => spawnSync(command, [argument], { stdio: 'ignore' }).status === 0;
