import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@jinqiao/embedded-servers/free-port';
import { startKafka } from '@jinqiao/embedded-servers/kafka';
import type { Kafka } from '@jinqiao/embedded-servers/kafka';
import { startKafkaCluster } from '@jinqiao/embedded-servers/kafka-cluster';
import type { KafkaCluster } from '@jinqiao/embedded-servers/kafka-cluster';
import { startPostgres } from '@jinqiao/embedded-servers/postgres';
import type { Postgres } from '@jinqiao/embedded-servers/postgres';
import { FaultProxy } from '@jinqiao/test-kit/fault-proxy';
import { scratchFolder } from '@jinqiao/test-kit/scratch-folder';
import { mountSmallDisk } from './small-disk.js';
import type { SmallDisk } from './small-disk.js';

/** Postgres, and a proxy before it that the workers use; the suite itself asks the server directly. */
export type PostgresServer = {
  readonly proxy: FaultProxy;
  readonly url: string;
  /** Ends the server at once, without a checkpoint (`pg_ctl restart -m immediate`), and starts it again. */
  restartImmediately(): Promise<void>;
};

/** One broker, or three that replicate; the proxies stand before their clients' listeners. */
export type KafkaServer = {
  /** The disk of the one broker, where it has a small one of its own. */
  readonly smallDisk?: SmallDisk;
  readonly proxies: readonly FaultProxy[];
  readonly brokers: readonly string[];
  /** Ends a broker with SIGKILL. */
  kill(index: number): Promise<void>;
  /** Starts a broker that was ended, on the records that it has; without them when they are to be wiped. */
  restart(index: number, options?: { readonly wiped: boolean }): Promise<void>;
};

/** What kind of Kafka: one broker, three, or one on a small disk. */
export type Brokers = 1 | 3 | 'small-disk';

/** Everything that the runs share. */
export type Servers = {
  readonly dir: string;
  readonly postgres: PostgresServer;
  readonly kafka: KafkaServer;
  stop(tidy?: boolean): Promise<void>;
};

const heapMb = 256;
const smallDiskMegabytes = 192;

/** Starts Postgres (durable, as in production) and the Kafka that is asked for. */
export async function startServers(brokers: Brokers = 1): Promise<Servers> {
  const dir = scratchFolder();
  const [postgres, kafka] = await Promise.all([
    startPostgresServer(dir),
    brokers === 3 ? startThreeBrokers(dir) : startOneBroker(dir, brokers === 'small-disk'),
  ]);
  return {
    dir,
    postgres,
    kafka,
    async stop(tidy = true) {
      await Promise.all([postgres.stop(), kafka.stop()]);
      // The workers' logs are wanted when something failed.
      if (tidy) rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function startPostgresServer(dir: string): Promise<PostgresServer & { stop(): Promise<void> }> {
  const port = await freePort();
  const start = (): Promise<Postgres> => startPostgres({ dir: join(dir, 'postgres'), port, durable: true });
  let server = await start();
  const proxy = await FaultProxy.start({ host: '127.0.0.1', port });
  return {
    proxy,
    url: server.url,
    async restartImmediately() {
      process.kill(server.pid, 'SIGQUIT');
      await server.exited;
      server = await start();
    },
    async stop() {
      await proxy.stop();
      await server.stop();
    },
  };
}

async function startOneBroker(dir: string, onSmallDisk: boolean): Promise<KafkaServer & { stop(): Promise<void> }> {
  const port = await freePort();
  const proxy = await FaultProxy.start({ host: '127.0.0.1', port });
  const folder = join(dir, 'kafka');
  const smallDisk = onSmallDisk ? mountSmallDisk(join(folder, 'data'), smallDiskMegabytes) : undefined;
  const start = (): Promise<Kafka> => startKafka({ dir: folder, port, advertisedPort: proxy.port, heapMb, quickStart: true });
  let server = await start();
  return {
    proxies: [proxy],
    brokers: [`127.0.0.1:${proxy.port}`],
    ...(smallDisk !== undefined && { smallDisk }),
    kill: () => killed(server),
    async restart(_index, { wiped } = { wiped: false }) {
      await server.exited;
      if (wiped) rmSync(join(folder, 'data'), { recursive: true, force: true });
      server = await start();
    },
    async stop() {
      await proxy.stop();
      await server.stop();
      smallDisk?.unmount();
    },
  };
}

/** Ends a server that may have ended by itself. */
async function killed({ pid, exited }: Kafka): Promise<void> {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  await exited;
}

async function startThreeBrokers(dir: string): Promise<KafkaServer & { stop(): Promise<void> }> {
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  const proxies = await Promise.all(ports.map((port) => FaultProxy.start({ host: '127.0.0.1', port })));
  mkdirSync(dir, { recursive: true });
  const cluster: KafkaCluster = await startKafkaCluster({
    dir,
    ports,
    advertisedPorts: proxies.map(({ port }) => port),
    heapMb,
    quickStart: true,
  });
  const brokerAt = (index: number): KafkaCluster['brokers'][number] => {
    const broker = cluster.brokers[index];
    if (broker === undefined) throw new RangeError(`There is no broker ${index + 1}.`);
    return broker;
  };
  return {
    proxies,
    brokers: proxies.map(({ port }) => `127.0.0.1:${port}`),
    kill: (index) => killed(brokerAt(index).kafka),
    restart: (index) => brokerAt(index).restart(),
    async stop() {
      await Promise.all(proxies.map((proxy) => proxy.stop()));
      await cluster.stop();
    },
  };
}
