import { freePort } from '@jinqiao/embedded-servers/free-port';
import { kafkaIsReady } from '@jinqiao/embedded-servers/kafka-readiness';
import { setTimeout as sleep } from 'node:timers/promises';
import { GenericContainer, Wait } from 'testcontainers';
import type { Servers } from './servers.js';

const kafkaImage = process.env['KAFKA_IMAGE'] ?? 'apache/kafka:4.4.0';

const postgresImage = process.env['POSTGRES_IMAGE'] ?? 'postgres:18';

/** Postgres and Kafka in containers of the Docker engine. */
export async function startContainers(): Promise<Servers> {
  const started = await Promise.allSettled([startPostgresContainer(), startKafkaContainer()]);
  const stop = async (): Promise<void> => {
    await Promise.all(started.flatMap((server) => (server.status === 'fulfilled' ? [server.value.stop()] : [])));
  };
  const [postgres, kafka] = started;
  if (postgres.status === 'fulfilled' && kafka.status === 'fulfilled')
    return { databaseUrl: postgres.value.databaseUrl, brokers: kafka.value.brokers, stop };
  await stop();
  throw new AggregateError(
    started.flatMap((server) => (server.status === 'rejected' ? [server.reason as unknown] : [])),
    `The containers ${postgresImage} and ${kafkaImage} did not start. Set POSTGRES_IMAGE and KAFKA_IMAGE to images that the engine has, or TEST_SERVERS=embedded.`,
  );
}

async function startPostgresContainer() {
  const container = await new GenericContainer(postgresImage)
    .withEnvironment({ POSTGRES_PASSWORD: 'postgres' })
    .withCommand(['postgres', '-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'])
    .withExposedPorts(5432)
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    .start();
  const address = `${container.getHost()}:${container.getMappedPort(5432)}`;
  return { databaseUrl: `postgres://postgres:postgres@${address}/postgres`, stop: () => container.stop() };
}

/** The broker tells its clients where it is, so the port outside must be known before it starts. */
async function startKafkaContainer() {
  const port = await freePort();
  const container = await new GenericContainer(kafkaImage)
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '4',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_HEAP_OPTS: '-Xmx256m',
    })
    .withExposedPorts({ container: 9092, host: port })
    .start();
  for (const deadline = Date.now() + 60_000; !(await kafkaIsReady('127.0.0.1', port)); await sleep(100)) {
    if (Date.now() < deadline) continue;
    await container.stop();
    throw new Error(`Kafka in the container ${kafkaImage} did not become ready on 127.0.0.1:${port}.`);
  }
  return { brokers: [`127.0.0.1:${port}`], stop: () => container.stop() };
}
