import { OutboxLimit } from '@jinqiao/event-log/outbox-limit';
import { Relay } from '@jinqiao/event-log/relay';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import type { KafkaBatchTransport } from '@jinqiao/event-stream/kafka-batch-transport';
import { DeadLetters } from '@jinqiao/projection/dead-letters';
import { Jobs } from '@jinqiao/projection/jobs';
import { Projector } from '@jinqiao/projection/projector';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { BaseConfiguration } from './configuration.js';
import { openDataSource, openPool } from './database.js';
import type { ServiceDefinition } from './service-definition.js';

/** A service's connection to Postgres; the relay runs where the service publishes. */
export type DatabaseResources = {
  readonly pool: Pool;
  readonly dataSource: DataSource;
  readonly projector: Projector;
  readonly relay: Relay | undefined;
  /** What operators may do with dead letters and in long work; there where the service consumes. */
  readonly operators: { readonly jobs: Jobs; readonly deadLetters: DeadLetters } | undefined;
  /** What keeps commands back while too many events wait; there where the service publishes. */
  readonly outboxLimit: OutboxLimit | undefined;
};

/** Everything that a service holds open, and how to let go of it in order. */
export type Resources = {
  readonly database: DatabaseResources | undefined;
  readonly stream: EventStream | undefined;
  readonly transport: KafkaBatchTransport | undefined;
  close(): Promise<void>;
};

/** Opens the connections that the definition asks for; whatever is open already is closed again when one fails. */
export async function openResources(definition: ServiceDefinition, configuration: BaseConfiguration, log: Logger): Promise<Resources> {
  const { name } = definition;
  const stream = configuration.KAFKA_BROKERS && (await openStream(name, configuration.KAFKA_BROKERS, log));
  try {
    const url = configuration.SERVICE_DATABASE_URL;
    const database = url === undefined ? undefined : await openDatabase(definition, { url, stream, log, configuration });
    const transport = stream && definition.consumes ? await openTransport(name, stream) : undefined;
    return { database, stream, transport, close: () => closeAll(database, stream) };
  } catch (error) {
    await stream?.close();
    throw error;
  }
}

// The Kafka client is loaded only by services that use it: the gateway stays small.
async function openStream(name: string, brokers: readonly string[], log: Logger): Promise<EventStream> {
  const { connectKafka } = await import('@jinqiao/event-stream/kafka-event-stream');
  return connectKafka({ brokers, clientId: `jinqiao-${name}`, log });
}

async function openTransport(name: string, stream: EventStream): Promise<KafkaBatchTransport> {
  const { KafkaBatchTransport } = await import('@jinqiao/event-stream/kafka-batch-transport');
  return new KafkaBatchTransport(stream, name);
}

async function openDatabase(
  definition: ServiceDefinition,
  { url, stream, log, configuration }: { url: string; stream: EventStream | undefined; log: Logger; configuration: BaseConfiguration },
): Promise<DatabaseResources> {
  const { name, entities = [] } = definition;
  const dataSource = await openDataSource(url, { name, entities, log });
  const pool = openPool(url, name, log);
  const { RELAY_SHARDS: shards, OUTBOX_LIMIT: limit } = configuration;
  const relay = stream && definition.publishes ? new Relay({ pool, stream, source: `//jinqiao/${name}`, log, shards }) : undefined;
  const outboxLimit = definition.publishes && limit !== undefined ? new OutboxLimit({ pool, limit, log }) : undefined;
  // What a projection appends is published as soon as what a command appends.
  const afterCommit = (): void => relay?.wake();
  const projector = new Projector({ pool, log, afterCommit });
  const deadLetters = new DeadLetters(pool, () => projector.registered(), afterCommit);
  const operators = definition.consumes ? { jobs: new Jobs(pool, log), deadLetters } : undefined;
  return { pool, dataSource, projector, relay, operators, outboxLimit };
}

async function closeAll(database: DatabaseResources | undefined, stream: EventStream | undefined): Promise<void> {
  await database?.operators?.jobs.stop();
  await database?.relay?.stop();
  await stream?.close();
  await Promise.all([database?.pool.end(), database?.dataSource.destroy()]);
}
