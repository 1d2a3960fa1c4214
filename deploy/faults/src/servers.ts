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

/** Postgres, and a proxy before it that the workers use; the suite itself asks the server directly. */
export type PostgresServer = {
  readonly proxy: FaultProxy;
  readonly url: string;
  /** Ends the server at once, without a checkpoint (`pg_ctl restart -m immediate`), and starts it again. */
  restartImmediately(): Promise<void>;
};

/** One broker, or three that replicate; the proxies stand before their clients' listeners. */
export type KafkaServer = {
  readonly proxies: readonly FaultProxy[];
  readonly brokers: readonly string[];
  /** Ends a broker with SIGKILL. */
  kill(index: number): Promise<void>;
  /** Starts a broker that was ended, on the records that it has; without them when they are to be wiped. */
  restart(index: number, options?: { readonly wiped: boolean }): Promise<void>;
};

/** Everything that the runs share. */
export type Servers = {
  readonly dir: string;
  readonly postgres: PostgresServer;
  readonly kafka: KafkaServer;
  stop(tidy?: boolean): Promise<void>;
};

const heapMb = 256;

/** Starts Postgres (durable, as in production) and Kafka with as many brokers as asked for, one or three. */
export async function startServers(brokerCount: 1 | 3 = 1): Promise<Servers> {
  const dir = scratchFolder();
  const [postgres, kafka] = await Promise.all([startPostgresServer(dir), brokerCount === 1 ? startOneBroker(dir) : startThreeBrokers(dir)]);
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

async function startOneBroker(dir: string): Promise<KafkaServer & { stop(): Promise<void> }> {
  const port = await freePort();
  const proxy = await FaultProxy.start({ host: '127.0.0.1', port });
  const folder = join(dir, 'kafka');
  const start = (): Promise<Kafka> => startKafka({ dir: folder, port, advertisedPort: proxy.port, heapMb, quickStart: true });
  let server = await start();
  return {
    proxies: [proxy],
    brokers: [`127.0.0.1:${proxy.port}`],
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
    },
    async restart(_index, { wiped } = { wiped: false }) {
      await server.exited;
      if (wiped) rmSync(join(folder, 'data'), { recursive: true, force: true });
      server = await start();
    },
    async stop() {
      await proxy.stop();
      await server.stop();
    },
  };
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
    async kill(index) {
      const { kafka } = brokerAt(index);
      process.kill(kafka.pid, 'SIGKILL');
      await kafka.exited;
    },
    restart: (index) => brokerAt(index).restart(),
    async stop() {
      await Promise.all(proxies.map((proxy) => proxy.stop()));
      await cluster.stop();
    },
  };
}
