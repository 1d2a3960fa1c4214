import { Projector } from '@jinqiao/projection/projector';
import { migrateService, serviceDatabaseUrl } from '@jinqiao/service-runtime/migrate';
import { createDatabase } from '@jinqiao/test-kit/database';
import { goldenBatch } from '@jinqiao/test-kit/golden-records';
import { Pool } from 'pg';
import { institutionProjection } from '../src/institutions.consumer.js';
import { migrations } from '../src/migrations.js';

let database: Awaited<ReturnType<typeof createDatabase>>;
let pool: Pool;
let administrator: Pool;

beforeAll(async () => {
  database = await createDatabase();
  const serviceUrl = serviceDatabaseUrl(database.url, 'products', 'products-in-tests');
  await migrateService({ name: 'products', migrations }, { DATABASE_URL: database.url, SERVICE_DATABASE_URL: serviceUrl });
  pool = new Pool({ connectionString: serviceUrl, max: 2 });
  administrator = new Pool({ connectionString: database.url, max: 1, options: '-c search_path=products' });
  for (const each of [pool, administrator]) each.on('error', () => undefined);
});
afterAll(async () => {
  await Promise.all([pool.end(), administrator.end()]);
  await database.drop();
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

test.each([
  ['every release has written them', 0, false],
  ['a release of next year may write them', 1, true],
] as const)('the known institutions take in all events as %s', async (_, partition, asWrittenLater) => {
  const projector = new Projector({ pool, log: silent });
  const batch = goldenBatch(institutionProjection.topic, { partition, asWrittenLater });
  await projector.run(institutionProjection, batch);
  const letters = await administrator.query('SELECT reason FROM dead_letter WHERE subject = ANY ($1)', [batch.subjects]);
  expect(letters.rows).toEqual([]);
  const { rows } = await administrator.query<{ subject: string; stored: string }>(
    'SELECT institution_id::text AS subject, to_jsonb(stored)::text AS stored FROM known_institution AS stored WHERE institution_id = ANY ($1::uuid[])',
    [batch.subjects],
  );
  expect(rows.map(({ subject }) => subject).sort()).toEqual([...batch.subjects].sort());
  expect(rows.filter(({ stored }) => stored.includes('addedLater'))).toEqual([]);
  const checkpoints = await projector.freshness();
  expect(checkpoints.find((each) => each.partition === partition)?.unknownTypes).toBe(asWrittenLater ? 1n : 0n);
});
