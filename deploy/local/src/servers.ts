import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startKafka } from '@jinqiao/embedded-servers/kafka';
import { sharedJarsDir } from '@jinqiao/embedded-servers/kafka-jars';
import { startPostgres } from '@jinqiao/embedded-servers/postgres';
import type { Kafka } from '@jinqiao/embedded-servers/kafka';
import type { Postgres } from '@jinqiao/embedded-servers/postgres';
import type { LocalConfiguration } from './configuration.js';
import { whenGone } from './process-table.js';
import { StartError } from './start-error.js';
import type { Running } from './supervise.js';

const running = (server: Postgres | Kafka): Running => ({
  pid: server.pid,
  exited: whenGone(server.pid).then(() => 'has gone'),
  stop: () => server.stop(),
  kill: () => void process.kill(server.pid, 'SIGKILL'),
});

/** Starts the embedded PostgreSQL with durable settings in the state folder; `url` is its administrator's address. */
export async function startEmbeddedPostgres(
  configuration: LocalConfiguration,
  onProgress: (text: string) => void,
): Promise<Running & { url: string }> {
  const server = await startPostgres({
    dir: join(configuration.stateFolder, 'postgres'),
    port: configuration.ports.postgres,
    durable: true,
    onProgress,
  });
  return { ...running(server), url: server.url };
}

/** How Kafka comes to this machine, in the order of choice. */
export type KafkaChoice = 'java' | 'docker';

/** Chooses Kafka from its jars where Java and Maven are, else from a Docker image where an engine answers; else says what would help. */
export function chooseKafka(): KafkaChoice {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const release = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  if (release >= 17 && (existsSync(sharedJarsDir) || succeeds('mvn', '--version'))) return 'java';
  if (succeeds('docker', 'version')) return 'docker';
  throw new StartError(
    `Kafka needs one of three things here, and none was found:
  - Java 17 or later and Maven (found: ${release === 0 ? 'no Java' : `Java ${release}`}), for example \`apt-get install openjdk-17-jre-headless maven\`;
  - a running Docker engine (\`docker version\` must answer);
  - a broker of your own: KAFKA_BROKERS=host:9092 npm start`,
  );
}

const succeeds = (command: string, argument: string): boolean => spawnSync(command, [argument], { stdio: 'ignore' }).status === 0;

/** Starts the broker in the chosen way, reachable at the configured port. */
export async function startChosenKafka(
  choice: KafkaChoice,
  configuration: LocalConfiguration,
  onProgress: (text: string) => void,
): Promise<Running> {
  if (choice === 'docker') return startKafkaByDocker(configuration.ports.kafka, onProgress);
  return running(await startKafka({ dir: join(configuration.stateFolder, 'kafka'), port: configuration.ports.kafka, onProgress }));
}

async function startKafkaByDocker(port: number, onProgress: (text: string) => void): Promise<Running> {
  const image = process.env['KAFKA_IMAGE'] ?? 'apache/kafka:4.1.0';
  const name = `jinqiao-kafka-${port}`;
  onProgress(`starting ${image} by Docker (the first time it is pulled)`);
  spawnSync('docker', ['rm', '--force', name], { stdio: 'ignore' });
  const settings = dockerSettings(port).flatMap((setting) => ['--env', setting]);
  const child = spawn(
    'docker',
    ['run', '--rm', '--name', name, '--volume', `${name}:/var/lib/kafka/data`, '--publish', `127.0.0.1:${port}:9092`, ...settings, image],
    { detached: true, stdio: 'ignore' },
  );
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code) => resolve(`exited with code ${code}`));
  });
  let end: string | undefined;
  void exited.then((how) => (end = how));
  while (!(await accepts(port))) {
    if (end !== undefined) throw new StartError(`Kafka by Docker ${end}; \`docker run ${image}\` says why.`);
    await wait(100);
  }
  const stop = async (): Promise<void> => {
    spawnSync('docker', ['stop', name], { stdio: 'ignore' });
    await exited;
  };
  return { pid: child.pid ?? 0, exited, stop, kill: () => void spawnSync('docker', ['kill', name], { stdio: 'ignore' }) };
}

const dockerSettings = (port: number): readonly string[] => [
  'KAFKA_NODE_ID=1',
  'KAFKA_PROCESS_ROLES=broker,controller',
  'KAFKA_CONTROLLER_QUORUM_VOTERS=1@localhost:9093',
  'KAFKA_LISTENERS=PLAINTEXT://:9092,CONTROLLER://:9093',
  `KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://127.0.0.1:${port}`,
  'KAFKA_CONTROLLER_LISTENER_NAMES=CONTROLLER',
  'KAFKA_LISTENER_SECURITY_PROTOCOL_MAP=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  'KAFKA_LOG_DIRS=/var/lib/kafka/data',
  'KAFKA_AUTO_CREATE_TOPICS_ENABLE=false',
  'KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR=1',
  'KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR=1',
  'KAFKA_TRANSACTION_STATE_LOG_MIN_ISR=1',
  'KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS=0',
];

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true))).on('error', () => resolve(false));
  });
