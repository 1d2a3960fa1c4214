import { Projector } from '@jinqiao/projection/projector';
import { goldenBatch } from '@jinqiao/test-kit/golden-records';
import { institutionFactsProjection, productFactsProjection } from '../src/facts.projection.js';
import { releasedLaw } from '../src/law.store.js';
import { openEligibilityDatabase } from './eligibility-database.js';
import type { EligibilityDatabase } from './eligibility-database.js';

let database: EligibilityDatabase;
beforeAll(async () => (database = await openEligibilityDatabase()));
afterAll(() => database.close());

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
const law = releasedLaw();
const productFacts = productFactsProjection(() => Promise.resolve(law));

const kept = [
  [productFacts, 'product_version', 'product_id'],
  [institutionFactsProjection, 'institution', 'institution_id'],
] as const;

describe.each(kept.map((each) => [each[0].name, ...each] as const))('%s', (name, projection, table, subject) => {
  test.each([
    ['every release has written them', 0, false],
    ['a release of next year may write them', 1, true],
  ] as const)('takes in all events as %s', async (_, partition, asWrittenLater) => {
    const projector = new Projector({ pool: database.pool, log: silent });
    const batch = goldenBatch(projection.topic, { partition, asWrittenLater });
    await projector.run(projection, batch);
    const { administrator } = database;
    const letters = await administrator.query('SELECT reason FROM dead_letter WHERE subject = ANY ($1)', [batch.subjects]);
    expect(letters.rows).toEqual([]);
    const { rows } = await administrator.query<{ subject: string; stored: string }>(
      `SELECT ${subject}::text AS subject, to_jsonb(stored)::text AS stored FROM ${table} AS stored WHERE ${subject} = ANY ($1::uuid[])`,
      [batch.subjects],
    );
    expect(rows.map((row) => row.subject).sort()).toEqual([...batch.subjects].sort());
    expect(rows.filter(({ stored }) => stored.includes('addedLater'))).toEqual([]);
    const checkpoints = await projector.freshness();
    expect(checkpoints.find((each) => each.projection === name && each.partition === partition)?.unknownTypes).toBe(
      asWrittenLater ? 1n : 0n,
    );
  });
});

test('each golden product is determined once, and coming again it is determined no more', async () => {
  const projector = new Projector({ pool: database.pool, log: silent });
  const batch = goldenBatch(productFacts.topic, { partition: 2 });
  const answers = async (): Promise<readonly string[]> =>
    (await database.events())
      .filter(({ type, subject }) => type === 'jinqiao.access.determined.v1' && batch.subjects.includes(subject))
      .map(({ subject }) => subject);
  await projector.run(productFacts, batch);
  expect((await answers()).toSorted()).toEqual([...batch.subjects].sort());
  const events = (await database.events()).length;
  await projector.run(productFacts, { ...batch, partition: 3, records: batch.records.map((record) => ({ ...record, partition: 3 })) });
  expect((await database.events()).length).toBe(events);
});
