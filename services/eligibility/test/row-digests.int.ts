import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { projectedSubjects, projectionDigest } from '@jinqiao/projection/projection-digest';
import type { Projection } from '@jinqiao/projection/projection';
import { withdraw } from '@jinqiao/projection/reconciliation.store';
import { v7 as uuid } from 'uuid';
import { institutionFactsProjection, productFactsProjection } from '../src/facts.projection.js';
import { releasedLaw } from '../src/law.store.js';
import { openEligibilityDatabase } from './eligibility-database.js';
import type { EligibilityDatabase } from './eligibility-database.js';
import { institutionEvent, institutionState, productEvent, shareState } from './known-products.js';

const law = releasedLaw();
const productFacts = productFactsProjection(() => Promise.resolve(law));
const asked = { requestedBy: 'service:operations', reason: 'The digests differ.' };

let database: EligibilityDatabase;
beforeEach(async () => (database = await openEligibilityDatabase()));
afterEach(() => database.close());

const asProjector = <T>(work: Parameters<typeof inPoolTransaction<T>>[2]): Promise<T> =>
  inPoolTransaction(database.pool, { actor: 'projector' }, work);
const alteredIn = async (projection: Projection): Promise<number> =>
  (await asProjector((sql) => projectionDigest(sql, projection))).reduce((sum, { altered }) => sum + altered, 0);

async function withdrawAltered(projection: Projection): Promise<void> {
  const buckets = await asProjector((sql) => projectionDigest(sql, projection));
  for (const { bucket } of buckets.filter(({ altered }) => altered > 0)) {
    const subjects = (await asProjector((sql) => projectedSubjects(sql, projection, bucket))).filter(({ altered }) => altered);
    const findings = subjects.map(({ subject }) => ({ subject, finding: 'altered' as const, expectedVersion: null, foundVersion: null }));
    await inPoolTransaction(database.pool, { actor: 'operator' }, (sql) => withdraw(sql, projection, findings, asked));
  }
}

test('a version edited by hand shows, and is put right by its events without a new determination', async () => {
  const state = shareState(uuid(), '600000');
  const versions = [1, 2, 3].map((version) => productEvent({ ...state, version, effectiveFrom: `2019-01-0${version}` }));
  for (const event of versions) await database.applyProducts(law, [event]);
  expect(await alteredIn(productFacts)).toBe(0);
  const [rows, published] = [await stored('product_version'), (await database.events()).length];
  await asProjector((sql) => sql(`UPDATE product_version SET state = jsonb_set(state, '{names}', '{"en": "Edited"}') WHERE version = 2`));
  expect(await alteredIn(productFacts)).toBe(1);
  await withdrawAltered(productFacts);
  expect(await stored('product_version')).toEqual([]);
  await database.applyProducts(law, versions);
  expect(await stored('product_version')).toEqual(rows);
  expect((await database.events()).length).toBe(published);
});

test('an institution edited by hand shows, and is put right by its event', async () => {
  const institution = institutionEvent(institutionState);
  const apply = () => asProjector((sql) => institutionFactsProjection.apply(sql, [institution]));
  await apply();
  expect(await alteredIn(institutionFactsProjection)).toBe(0);
  const rows = await stored('institution');
  await asProjector((sql) => sql('UPDATE institution SET state = state || \'{"institutionKind": "edited"}\''));
  expect(await alteredIn(institutionFactsProjection)).toBe(1);
  await withdrawAltered(institutionFactsProjection);
  await apply();
  expect(await stored('institution')).toEqual(rows);
});

const stored = (table: string) =>
  asProjector((sql) => sql(`SELECT (to_jsonb(kept) - 'applied_at')::text AS row FROM ${table} AS kept ORDER BY 1`));
