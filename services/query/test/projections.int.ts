import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import { institutionApproved } from '@jinqiao/contracts/institution-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import { productListed } from '@jinqiao/contracts/product-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import fc from 'fast-check';
import { accessClass } from '../src/access-class.projection.js';
import { catalogueInstitution } from '../src/catalogue-institution.projection.js';
import { catalogueProduct } from '../src/catalogue-product.projection.js';
import { productAccess } from '../src/product-access.projection.js';
import { accessEvent, classEvent, eventOf, institutionEvent, productEvent } from './events.js';
import { queryDatabase } from './query-database.js';

let database: Awaited<ReturnType<typeof queryDatabase>>;
beforeAll(async () => (database = await queryDatabase()));
afterAll(() => database.drop());
beforeEach(() => database.empty());

const product = productListed.example.productId;
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
const ordered = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 12 }).map((picks) => picks.map((pick) => values[pick % values.length]!));

/** Each event once at least, and any of them again, in any order and in any batches. */
const deliveries = <T>(events: readonly T[]) =>
  fc
    .tuple(ordered(events), fc.shuffledSubarray([...events], { minLength: events.length }))
    .chain(([again, all]) =>
      fc
        .shuffledSubarray([...all, ...again], { minLength: all.length + again.length })
        .chain((queue) =>
          fc
            .integer({ min: 1, max: queue.length })
            .map((size) => Array.from({ length: Math.ceil(queue.length / size) }, (_, n) => queue.slice(n * size, (n + 1) * size))),
        ),
    );

describe('the catalogue projection of products', () => {
  test('keeps each version with the days on which it is in effect, however often and in whichever order it arrives', async () => {
    const histories = fc.array(day, { minLength: 1, maxLength: 6 }).chain((days) => {
      const events = days.map((effectiveFrom, n) =>
        productEvent({ productId: product, version: n + 1, effectiveFrom, names: { en: `Version ${n + 1}` } }),
      );
      return deliveries(events).map((batches) => ({ days, batches }));
    });
    await fc.assert(
      fc.asyncProperty(histories, fc.array(day, { minLength: 3, maxLength: 3 }), async ({ days, batches }, askedDays) => {
        await database.empty();
        for (const batch of batches) await database.apply(catalogueProduct, batch);
        for (const asked of askedDays) {
          const inEffect = days.findLastIndex((effectiveFrom) => effectiveFrom <= asked) + 1;
          const rows = await database.asProjector((sql) =>
            sql('select version from catalogue_product where effective_from <= $1 and (superseded_from is null or superseded_from > $1)', [
              asked,
            ]),
          );
          expect(rows.map((row) => row['version'])).toEqual(inEffect === 0 ? [] : [inEffect]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('changes no row when a version comes again with other content', async () => {
    await database.apply(catalogueProduct, [productEvent({ productId: product })]);
    const before = await database.rowsOf('catalogue_product', 'version');
    await database.apply(catalogueProduct, [productEvent({ productId: product, names: { en: 'Another name' } })]);
    expect(await database.rowsOf('catalogue_product', 'version')).toEqual(before);
  });

  test('refuses an event that speaks of another product than its key', async () => {
    const stray = { ...productEvent({ productId: product }), subject: '019aa000-0000-7000-8000-000000000999' } as StreamEvent<ProductState>;
    await expect(database.apply(catalogueProduct, [stray])).rejects.toThrow('subject');
    expect(await database.rowsOf('catalogue_product', 'version')).toEqual([]);
  });
});

describe('the catalogue projection of accesses', () => {
  const access = accessDetermined.example.accesses[0]!;

  test('replaces all assignments of a product at once, and leaves the others alone', async () => {
    const other = '019aa000-0000-7000-8000-000000000102';
    await database.apply(productAccess, [accessEvent({ productId: product }), accessEvent({ productId: other })]);
    expect(await database.rowsOf('product_access', '1, 3, 5, 7')).toHaveLength(6);
    await database.apply(productAccess, [
      accessEvent({ productId: product, version: 2, productVersion: 2, accesses: [{ ...access, sell: [] }] }),
    ]);
    const rows = await database.rowsOf('product_access', 'product_id, from_day');
    expect(rows.filter((row) => row['product_id'] === product).map((row) => [row['version'], row['side']])).toEqual([
      [2, 'buy'],
      [2, 'buy'],
    ]);
    expect(rows.filter((row) => row['product_id'] === other)).toHaveLength(3);
  });

  test('takes the last version of a product within a batch, and ignores a stale one afterwards', async () => {
    const third = accessEvent({ productId: product, version: 3, productVersion: 3, accesses: [] });
    await database.apply(productAccess, [accessEvent({ productId: product }), third, accessEvent({ productId: product, version: 2 })]);
    await database.apply(productAccess, [accessEvent({ productId: product, version: 2 })]);
    expect(await database.rowsOf('product_access', '1')).toEqual([]);
    expect(await database.rowsOf('product_access_answer', '1')).toMatchObject([
      { product_id: product, version: 3, product_version: 3, assignment_count: 0 },
    ]);
  });

  test('keeps an access twice when its audience changes on a day', async () => {
    const until = { ...access, buy: [{ accessClassId: access.buy[0]!.accessClassId, from: '2018-12-04', to: '2018-12-31' }], sell: [] };
    const since = { ...until, audience: 'institutional' as const, buy: [{ ...until.buy[0]!, from: '2019-01-01', to: null }] };
    await database.apply(productAccess, [accessEvent({ productId: product, accesses: [until, since] })]);
    expect((await database.rowsOf('product_access', 'from_day')).map((row) => row['audience'])).toEqual(['public', 'institutional']);
  });
});

describe('the catalogue projections of institutions and access classes', () => {
  test('take the highest version, whatever comes before or after it', async () => {
    const institutionId = institutionApproved.example.institutionId;
    const { accessClassId } = accessClassDetermined.example;
    const institutions = [1, 2, 3].map((version) => institutionEvent({ version, legalNames: { en: `Name ${version}` } }));
    const classes = [1, 2, 3].map((version) =>
      classEvent({ accessClassId, version, residuals: [{ from: '0001-01-01', to: null, inForce: version === 3, clauses: [] }] }),
    );
    await fc.assert(
      fc.asyncProperty(deliveries(institutions), deliveries(classes), async (institutionBatches, classBatches) => {
        await database.empty();
        for (const batch of institutionBatches) await database.apply(catalogueInstitution, batch);
        for (const batch of classBatches) await database.apply(accessClass, batch);
        expect(await database.rowsOf('catalogue_institution', '1')).toMatchObject([
          { institution_id: institutionId, version: 3, legal_names: { en: 'Name 3' }, lifecycle: 'approved' },
        ]);
        expect((await database.rowsOf('access_class', '1')).map((row) => [row['version'], row['residuals']])).toEqual([
          [3, classes[2]!.data.residuals],
        ]);
      }),
      { numRuns: 20 },
    );
  });

  test('accept every golden example of their contracts', async () => {
    for (const projection of [catalogueProduct, catalogueInstitution, accessClass, productAccess]) {
      for (const contract of projection.contracts) {
        const state = contract.example as { version: number; productId?: string; institutionId?: string; accessClassId?: string };
        const id = projection === catalogueInstitution ? state.institutionId : (state.productId ?? state.accessClassId);
        await database.apply(projection, [eventOf(contract as typeof contract & { data: never; example: typeof state }, id ?? '', state)]);
      }
    }
    expect(await database.rowsOf('catalogue_product', 'version')).toHaveLength(5);
  });
});
