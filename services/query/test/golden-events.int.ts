import { Projector } from '@jinqiao/projection/projector';
import { goldenBatch } from '@jinqiao/test-kit/golden-records';
import { accessClass } from '../src/access-class.projection.js';
import { catalogueInstitution } from '../src/catalogue-institution.projection.js';
import { catalogueProduct } from '../src/catalogue-product.projection.js';
import { productAccess } from '../src/product-access.projection.js';
import { queryDatabase } from './query-database.js';

let database: Awaited<ReturnType<typeof queryDatabase>>;
beforeAll(async () => (database = await queryDatabase()));
afterAll(() => database.drop());

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

const projected = [
  [catalogueProduct, 'catalogue_product', 'product_id'],
  [catalogueInstitution, 'catalogue_institution', 'institution_id'],
  [accessClass, 'access_class', 'access_class_id'],
  [productAccess, 'product_access_answer', 'product_id'],
] as const;

describe.each(projected.map((each) => [each[0].name, ...each] as const))('%s', (name, projection, table, subject) => {
  test.each([
    ['every release has written them', 0, false],
    ['a release of next year may write them', 1, true],
  ] as const)('projects all events as %s', async (_, partition, asWrittenLater) => {
    const projector = new Projector({ pool: database.pool, log: silent });
    const batch = goldenBatch(projection.topic, { partition, asWrittenLater });
    const { nextOffset } = await projector.run(projection, batch);
    const letters = await database.asProjector((sql) => sql('select reason from dead_letter where subject = any ($1)', [batch.subjects]));
    expect(letters).toEqual([]);
    expect(nextOffset).toBe(BigInt(batch.records.length));
    const rows = await database.asProjector((sql) =>
      sql(
        `select ${subject}::text as subject, to_jsonb(stored)::text as stored from ${table} as stored where ${subject} = any ($1::uuid[])`,
        [batch.subjects],
      ),
    );
    expect(rows.map((row) => row['subject']).sort()).toEqual([...batch.subjects].sort());
    expect(rows.filter((row) => String(row['stored']).includes('addedLater'))).toEqual([]);
    const checkpoints = await projector.freshness();
    expect(checkpoints.find((each) => each.projection === name && each.partition === partition)?.unknownTypes).toBe(
      asWrittenLater ? 1n : 0n,
    );
  });
});
