import { Relay } from '@jinqiao/event-log/relay';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { KafkaBatchTransport } from '@jinqiao/event-stream/kafka-batch-transport';
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
  const stream = configuration.KAFKA_BROKERS && connectKafka({ brokers: configuration.KAFKA_BROKERS, clientId: `jinqiao-${name}`, log });
  try {
    const database = configuration.SERVICE_DATABASE_URL
      ? await openDatabase(definition, { url: configuration.SERVICE_DATABASE_URL, stream, log })
      : undefined;
    const transport = stream && definition.consumes ? new KafkaBatchTransport(stream, name) : undefined;
    return { database, stream, transport, close: () => closeAll(database, stream) };
  } catch (error) {
    await stream?.close();
    throw error;
  }
}

async function openDatabase(
  definition: ServiceDefinition,
  { url, stream, log }: { url: string; stream: EventStream | undefined; log: Logger },
): Promise<DatabaseResources> {
  const { name, entities = [] } = definition;
  const dataSource = await openDataSource(url, { name, entities, log });
  const pool = openPool(url, name, log);
  const relay = stream && definition.publishes ? new Relay({ pool, stream, source: `//jinqiao/${name}`, log }) : undefined;
  return { pool, dataSource, projector: new Projector({ pool, log }), relay };
}

async function closeAll(database: DatabaseResources | undefined, stream: EventStream | undefined): Promise<void> {
  await database?.relay?.stop();
  await stream?.close();
  await Promise.all([database?.pool.end(), database?.dataSource.destroy()]);
}
