import { surviveLostConnections } from '@jinqiao/event-log/pool-errors';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';

const connectionsMax = 10;
const connectTimeoutMs = 5_000;
// Above the role's statement_timeout of 30 s. A network that forgets a connection lets nobody know: without a limit here a statement would wait for ever.
const answerWithinMs = 35_000;

/** A pool on the service's own role, for relay, projections and reads. */
export function openPool(url: string, name: string, log: Logger): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: answerWithinMs,
    keepAlive: true,
    application_name: `jinqiao ${name}`,
  });
  return surviveLostConnections(pool, log);
}

/** TypeORM on the service's own role, for commands; tables come from migrations alone. */
export async function openDataSource(
  url: string,
  options: { name: string; entities: readonly NewableFunction[]; log: Logger },
): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities: [...options.entities] as NewableFunction[] as never[],
    synchronize: false,
    logging: false,
    poolSize: connectionsMax,
    connectTimeoutMS: connectTimeoutMs,
    extra: { query_timeout: answerWithinMs, keepAlive: true },
    applicationName: `jinqiao ${options.name} commands`,
  });
  await dataSource.initialize();
  const { master } = dataSource.driver as unknown as { master: Pool };
  surviveLostConnections(master, options.log);
  return dataSource;
}
