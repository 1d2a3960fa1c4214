import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { migrateService, serviceDatabaseUrl } from '@jinqiao/service-runtime/migrate';
import { createDatabase } from '@jinqiao/test-kit/database';
import { Pool } from 'pg';
import { migrations } from '../src/migrations.js';
import { determineDue } from '../src/determination-due.store.js';
import { institutionFactsProjection, productFactsProjection } from '../src/facts.projection.js';
import type { Law } from '../src/law.js';

type Logged = { readonly type: string; readonly subject: string; readonly version: number; readonly content: Record<string, unknown> };

/** The service's tables in a database of its own, used through the service's role as its processes do. */
export async function openEligibilityDatabase() {
  const database = await createDatabase();
  const serviceUrl = serviceDatabaseUrl(database.url, 'eligibility', 'eligibility-in-tests');
  await migrateService({ name: 'eligibility', migrations }, { DATABASE_URL: database.url, SERVICE_DATABASE_URL: serviceUrl });
  const pool = new Pool({ connectionString: serviceUrl, max: 8 });
  const administrator = new Pool({ connectionString: database.url, max: 2, options: '-c search_path=eligibility' });
  for (const each of [pool, administrator]) each.on('error', () => undefined);
  const applyProducts = (law: Law, events: readonly StreamEvent[]): Promise<void> =>
    inPoolTransaction(pool, { actor: 'projector' }, (sql) => productFactsProjection(() => Promise.resolve(law)).apply(sql, events));
  const applyInstitutions = (events: readonly StreamEvent[]): Promise<void> =>
    inPoolTransaction(pool, { actor: 'projector' }, (sql) => institutionFactsProjection.apply(sql, events));
  const workOff = async (law: Law): Promise<void> => {
    while ((await inPoolTransaction(pool, { actor: 'projector' }, (sql) => determineDue(sql, () => Promise.resolve(law), 500))) > 0);
  };
  /** Every event that the service has appended, in its order. */
  const events = async (): Promise<Logged[]> => {
    const { rows } = await administrator.query<Logged>(
      'SELECT event_type AS type, subject, version, content FROM event_log ORDER BY position',
    );
    return rows;
  };
  const close = async (): Promise<void> => {
    await Promise.all([pool.end(), administrator.end()]);
    await database.drop();
  };
  return { serviceUrl, pool, administrator, applyProducts, applyInstitutions, workOff, events, close };
}

export type EligibilityDatabase = Awaited<ReturnType<typeof openEligibilityDatabase>>;
