import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import type { Projection } from '@jinqiao/projection/projection';
import { migrateService, serviceDatabaseUrl } from '@jinqiao/service-runtime/migrate';
import { createDatabase } from '@jinqiao/test-kit/database';
import { Pool } from 'pg';
import { migrations } from '../src/migrations.js';

/** The query service's own tables on a scratch database, seen through its own role. */
export async function queryDatabase() {
  const database = await createDatabase();
  const serviceUrl = serviceDatabaseUrl(database.url, 'query', 'test');
  await migrateService({ name: 'query', migrations }, { DATABASE_URL: database.url, SERVICE_DATABASE_URL: serviceUrl });
  const pool = new Pool({ connectionString: serviceUrl, max: 4 });
  pool.on('error', () => undefined);
  const asProjector = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => inPoolTransaction(pool, { actor: 'projector' }, work);
  return {
    administratorUrl: database.url,
    serviceUrl,
    pool,
    asProjector,
    apply: (projection: Projection, events: readonly StreamEvent[]) => asProjector((sql) => projection.apply(sql, events)),
    asReader: <T>(audiences: readonly string[], work: (sql: Sql) => Promise<T>): Promise<T> =>
      inPoolTransaction(pool, { actor: 'reader', audiences }, work),
    rowsOf: (table: string, order: string) => asProjector((sql) => sql(`select * from ${table} order by ${order}`)),
    empty: () =>
      asProjector((sql) =>
        sql('delete from product_access')
          .then(() => sql('delete from product_access_answer'))
          .then(() => sql('delete from catalogue_product'))
          .then(() => sql('delete from access_class'))
          .then(() => sql('delete from catalogue_institution')),
      ),
    async drop(): Promise<void> {
      await pool.end();
      await database.drop();
    },
  };
}
