import { randomUUID } from 'node:crypto';
import { republish } from '@jinqiao/event-log/republication';
import { sourceDigests, sourceSubjects } from '@jinqiao/event-log/source-digest';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { confirmedFindings, differingBuckets } from '../src/digest-comparison.js';
import type { Finding } from '../src/digest-comparison.js';
import { readBucket, readDigests } from '../src/digest-reading.js';
import type { Projection } from '../src/projection.js';
import { findings as keptFindings, mend, withdraw } from '../src/reconciliation.store.js';
import { createBothSides, everyVersion, latestVersion } from './both-sides.js';
import { eventOf } from './read-side.js';

const topic = 'jinqiao.products.v1';
const asked = { requestedBy: 'service:operations', reason: 'The digests differ.' };
const products = Array.from({ length: 40 }, () => randomUUID());

describe('source and projection', () => {
  let sides: Awaited<ReturnType<typeof createBothSides>>;
  beforeAll(async () => {
    sides = await createBothSides();
    for (const [n, product] of products.entries()) await sides.apply(await sides.append(product, 1, 1 + (n % 4)));
    await sides.relayed();
  });
  afterAll(() => sides.close());
  afterEach(async () => expect([await reconcile(everyVersion), await reconcile(latestVersion)]).toEqual([[], []]));

  /** As the reconciler does it: the source, the projection, the source again, by bucket. */
  async function reconcile(projection: Projection): Promise<readonly Finding[]> {
    const source = (await sourceDigests(sides.pool)).find((each) => each.topic === topic)?.buckets ?? [];
    const [projected] = await readDigests(sides.pool, [projection], []);
    const buckets = differingBuckets(source, projected?.buckets ?? [], projection.latestOnly ?? false);
    const found: Finding[] = [];
    for (const bucket of buckets) {
      const before = await sourceSubjects(sides.pool, topic, bucket);
      const { subjects } = await readBucket(sides.pool, projection, bucket, []);
      const after = await sourceSubjects(sides.pool, topic, bucket);
      found.push(...confirmedFindings({ before, projected: subjects, after }, projection.latestOnly ?? false));
    }
    return found;
  }

  /** Withdraws, republishes, and applies what is in the outbox as the consumer would. */
  async function mendAll(projection: Projection, found: readonly Finding[]): Promise<void> {
    const { findingIds } = await inPoolTransaction(sides.pool, { actor: 'operator' }, (sql) => withdraw(sql, projection, found, asked));
    await inPoolTransaction(sides.pool, { actor: 'operator' }, (sql) =>
      republish(
        sql,
        topic,
        found.map(({ subject }) => subject),
      ),
    );
    const { rows } = await sides.admin.query<{ subject: string; version: number; name: string }>(
      "SELECT subject, version, content #>> '{names,en}' AS name FROM outbox JOIN event_log USING (position) ORDER BY position",
    );
    await sides.relayed();
    if (rows.length > 0) await sides.apply(rows.map((row) => eventOf(row.subject, row.version, row.name)));
    for (const id of findingIds) await inPoolTransaction(sides.pool, { actor: 'operator' }, (sql) => mend(sql, id, asked));
  }

  const byHand: readonly [string, Projection, string, readonly string[]][] = [
    ['a row that was deleted', everyVersion, 'DELETE FROM every_version WHERE product_id = $1', ['missing']],
    ['one version that was deleted', everyVersion, 'DELETE FROM every_version WHERE product_id = $1 AND version = 2', ['behind']],
    ['a name that was edited', everyVersion, "UPDATE every_version SET name = 'Other' WHERE product_id = $1 AND version = 1", ['altered']],
    ['a version that was raised', everyVersion, 'UPDATE every_version SET version = 99 WHERE product_id = $1 AND version = 1', ['altered']],
    ['a digest that was taken away', everyVersion, 'UPDATE every_version SET row_digest = NULL WHERE product_id = $1', ['altered']],
    [
      'a subject that was exchanged',
      everyVersion,
      'UPDATE every_version SET product_id = (SELECT gen_random_uuid()) WHERE product_id = $1',
      ['ghost', 'missing'],
    ],
    ['a latest row that was deleted', latestVersion, 'DELETE FROM latest_version WHERE product_id = $1', ['altered']],
    ['a latest row that was put back', latestVersion, 'UPDATE latest_version SET version = version - 1 WHERE product_id = $1', ['altered']],
    ['one of several rows that was deleted', latestVersion, "DELETE FROM latest_word WHERE product_id = $1 AND word = 'Bond'", ['altered']],
    [
      'one of several rows that was edited',
      latestVersion,
      "UPDATE latest_word SET word = 'Other' WHERE product_id = $1 AND word = 'Bond'",
      ['altered'],
    ],
    [
      'a row that was added',
      latestVersion,
      "INSERT INTO latest_word SELECT product_id, version, 'more', md5(row(product_id, version, 'more')::text) FROM latest_version WHERE product_id = $1",
      ['altered'],
    ],
    [
      'a row of a stranger',
      latestVersion,
      'INSERT INTO latest_version SELECT gen_random_uuid(), 1, 0 WHERE $1::uuid IS NOT NULL',
      ['ghost'],
    ],
  ];

  test.each(byHand)('find %s, and it is mended by its events', async (_, projection, statement, expected) => {
    await sides.admin.query(statement, [products[7]]);
    const found = await reconcile(projection);
    expect(found.map(({ finding }) => finding).sort()).toEqual(expected);
    await mendAll(projection, found);
  });

  test('differ in nothing while an event is still to be published, but a row altered meanwhile shows', async () => {
    const product = products[11] ?? '';
    const events = await sides.append(product, 5, 6);
    expect([await reconcile(everyVersion), await reconcile(latestVersion)]).toEqual([[], []]);
    await sides.admin.query("UPDATE every_version SET name = 'Other' WHERE product_id = $1", [product]);
    const found = await reconcile(everyVersion);
    expect(found).toMatchObject([{ subject: product, finding: 'altered' }]);
    await sides.apply(events);
    await mendAll(everyVersion, found);
  });

  test('differ by a version that was published and never applied, and by one that the log does not know', async () => {
    const product = products[3] ?? '';
    const events = await sides.append(product, 5, 5);
    await sides.relayed();
    expect(await reconcile(latestVersion)).toEqual([{ subject: product, finding: 'behind', expectedVersion: 5, foundVersion: 4 }]);
    await sides.apply(events);
    await sides.apply([eventOf(product, 9, 'Made up')]);
    for (const projection of [everyVersion, latestVersion]) {
      const found = await reconcile(projection);
      expect(found).toEqual([{ subject: product, finding: 'ahead', expectedVersion: 5, foundVersion: 9 }]);
      await mendAll(projection, found);
    }
  });

  test('keep each finding with who asked, how often it was seen and when it was mended', async () => {
    const product = products[20] ?? '';
    await sides.admin.query('DELETE FROM every_version WHERE product_id = $1', [product]);
    const found = await reconcile(everyVersion);
    await inPoolTransaction(sides.pool, { actor: 'operator' }, (sql) => withdraw(sql, everyVersion, found, asked));
    await mendAll(everyVersion, found);
    const [kept] = await inPoolTransaction(sides.pool, { actor: 'operator' }, (sql) => keptFindings(sql, { limit: 1, open: false }));
    expect(kept).toMatchObject({ ...asked, subject: product, finding: 'missing', foundVersion: null, timesSeen: 2, rowsWithdrawn: 0 });
    expect(kept?.mendedAt).toMatch(/Z$/);
    expect(await inPoolTransaction(sides.pool, { actor: 'operator' }, (sql) => keptFindings(sql, { limit: 9, open: true }))).toEqual([]);
    const { rows } = await sides.admin.query('SELECT action, requested_by, reason FROM operator_action ORDER BY id DESC LIMIT 3');
    expect(rows.map(({ action }: { action: string }) => action)).toEqual(['mended', 'withdrawal', 'withdrawal']);
  });

  test('are settled only when what stood on the topic had been applied', async () => {
    const end = { topic, partition: 0, endOffset: 3n };
    const isSettled = async (ends: Parameters<typeof readDigests>[2]) => (await readDigests(sides.pool, [everyVersion], ends))[0]?.settled;
    expect(await isSettled([end])).toBe(false);
    expect(await isSettled(undefined)).toBe(false);
    const waiting = isSettled([end]);
    await sides.admin.query(
      "INSERT INTO projection_checkpoint (projection, topic, partition, next_offset) VALUES ('every-version.v1', $1, 0, 3)",
      [topic],
    );
    expect(await waiting).toBe(true);
  });
});

test('republication queues every version of the subjects once, in order, and nothing of others', async () => {
  const sides = await createBothSides();
  try {
    const [one = '', two = ''] = products;
    await sides.append(one, 1, 2);
    await sides.append(two, 1, 1);
    await sides.append(one, 3, 3);
    const waiting = async () =>
      (
        await sides.admin.query<{ subject: string; version: number; shard: number; content_bytes: number }>(
          'SELECT subject, version, shard, content_bytes FROM outbox JOIN event_log USING (position) ORDER BY position',
        )
      ).rows;
    const before = await waiting();
    await sides.relayed();
    await sides.append(one, 4, 4);
    const events = await inPoolTransaction(sides.pool, { actor: 'operator' }, (sql) => republish(sql, topic, [one, randomUUID()]));
    expect(events).toBe(4);
    const after = await waiting();
    expect(after.map(({ subject, version }) => [subject, version])).toEqual([1, 2, 3, 4].map((version) => [one, version]));
    expect(after[0]?.shard).toBe(before[0]?.shard);
    expect(after[0]?.content_bytes).toBeGreaterThanOrEqual(before[0]?.content_bytes ?? Infinity);
    expect(await inPoolTransaction(sides.pool, { actor: 'operator' }, (sql) => republish(sql, 'jinqiao.access.v1', [one]))).toBe(0);
  } finally {
    await sides.close();
  }
});
