import { randomUUID } from 'node:crypto';
import type { SourceDigest, SourceSubject } from '@jinqiao/event-log/source-digest';
import { confirmedFindings, differingBuckets } from '@jinqiao/projection/digest-comparison';
import type { Finding } from '@jinqiao/projection/digest-comparison';
import type { ProjectedBucket, ProjectionDigest } from '@jinqiao/projection/digest-reading';
import type { KeptFinding } from '@jinqiao/projection/reconciliation.store';
import type { RunningService } from '@jinqiao/service-runtime/service';
import { eventually } from '@jinqiao/test-kit/eventually';
import { accessEvent, classEvent, institutionEvent, productEvent } from './events.js';
import { runningCatalogue } from './running-catalogue.js';
import { writingHouse } from './writing-house.js';

type House = Awaited<ReturnType<typeof writingHouse>>;
type App = RunningService['app'];

let catalogue: Awaited<ReturnType<typeof runningCatalogue>>;
let products: House;
let accesses: House;
const houseOf = (topic: string): App => (topic === 'jinqiao.access.v1' ? accesses : products).app;
const [one, two, anInstitution, aClass] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const mine: readonly string[] = [one, two, anInstitution, aClass];
const reason = 'The digests differ.';

async function ask<T>(app: App, method: 'GET' | 'POST', url: string, body?: unknown): Promise<T> {
  const response = await app.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${await catalogue.token({ sub: 'service:operations', roles: ['operator'] })}`,
      ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  if (response.statusCode >= 300) throw new Error(`${method} ${url}: ${response.statusCode} ${response.body}`);
  return response.json<T>();
}

/** What differs for certain in a projection, found as the reconciler finds it; other tests publish on the same topics, so only our subjects count. */
async function differences(name: string): Promise<readonly Finding[]> {
  const query = catalogue.service.app;
  const { projections } = await ask<{ projections: readonly ProjectionDigest[] }>(query, 'GET', '/internal/digests/projections');
  const projection = projections.find((each) => each.projection === name);
  if (!projection?.settled) throw new Error(`${name} has not applied what stands on its topic.`);
  const { topic, latestOnly } = projection;
  const { topics } = await ask<{ topics: readonly SourceDigest[] }>(houseOf(topic), 'GET', '/internal/digests/sources');
  const source = topics.find((each) => each.topic === topic)?.buckets ?? [];
  const found: Finding[] = [];
  for (const bucket of differingBuckets(source, projection.buckets, latestOnly)) {
    const subjects = () =>
      ask<{ subjects: readonly SourceSubject[] }>(houseOf(topic), 'GET', `/internal/digests/sources/${topic}/${bucket}`).then(
        (answer) => answer.subjects,
      );
    const before = await subjects();
    const projected = await ask<ProjectedBucket>(query, 'GET', `/internal/digests/projections/${name}/${bucket}`);
    if (!projected.settled) throw new Error(`${name} has not applied what stands on its topic.`);
    found.push(...confirmedFindings({ before, projected: projected.subjects, after: await subjects() }, latestOnly));
  }
  return found.filter(({ subject }) => mine.includes(subject));
}

const topicOf: Readonly<Record<string, string>> = {
  'catalogue-product.v1': 'jinqiao.products.v1',
  'catalogue-institution.v1': 'jinqiao.institutions.v1',
  'access-class.v1': 'jinqiao.access-classes.v1',
  'product-access.v1': 'jinqiao.access.v1',
};

async function mendAll(name: string, findings: readonly Finding[]): Promise<void> {
  const query = catalogue.service.app;
  const { findingIds } = await ask<{ findingIds: readonly string[] }>(query, 'POST', `/internal/projections/${name}/withdrawals`, {
    findings,
    reason,
  });
  const subjects = findings.map(({ subject }) => subject);
  const topic = topicOf[name] ?? '';
  await ask(houseOf(topic), 'POST', '/internal/republications', { topic, subjects, reason });
  await eventually(async () => expect(await differences(name)).toEqual([]));
  for (const id of findingIds) await ask(query, 'POST', `/internal/reconciliation/findings/${id}/mended`, {});
}

const tables = ['catalogue_product', 'catalogue_institution', 'access_class', 'product_access_answer', 'product_access'];
const rowsOf = (table: string) =>
  catalogue.database.asProjector((sql) => {
    const column = { catalogue_institution: 'institution_id', access_class: 'access_class_id' }[table] ?? 'product_id';
    return sql(`select (to_jsonb(stored) - 'applied_at')::text as row from ${table} as stored where ${column} = any ($1) order by 1`, [
      mine,
    ]);
  });

beforeAll(async () => {
  catalogue = await runningCatalogue(new Date('2026-11-25T00:00:00Z'));
  products = await writingHouse('products', catalogue.environment);
  accesses = await writingHouse('eligibility', catalogue.environment);
  await products.append([
    ...[1, 2, 3].map((version) => productEvent({ productId: one, version, effectiveFrom: `2026-11-0${version}` })),
    productEvent({ productId: two, version: 1 }),
    ...[1, 2].map((version) => institutionEvent({ institutionId: anInstitution, version })),
    ...[1, 2].map((version) => classEvent({ accessClassId: aClass, version })),
  ]);
  await accesses.append([
    ...[1, 2].map((version) => accessEvent({ productId: one, version, productVersion: version })),
    accessEvent({ productId: two, version: 1 }),
  ]);
  for (const name of Object.keys(topicOf)) {
    await eventually(async () => expect(await differences(name)).toEqual([]));
  }
});
afterAll(async () => {
  await Promise.all([products.stop(), accesses.stop()]);
  await catalogue.stop();
});

const byHand: readonly [string, string, string, string][] = [
  ['a product deleted', 'catalogue-product.v1', `delete from catalogue_product where product_id = '${one}'`, 'missing'],
  ['a version deleted', 'catalogue-product.v1', `delete from catalogue_product where product_id = '${one}' and version = 2`, 'behind'],
  [
    'a name edited',
    'catalogue-product.v1',
    `update catalogue_product set names = '{"en": "Edited"}' where product_id = '${one}' and version = 1`,
    'altered',
  ],
  ['a day edited', 'catalogue-product.v1', `update catalogue_product set superseded_from = null where product_id = '${one}'`, 'altered'],
  [
    'an institution deleted',
    'catalogue-institution.v1',
    `delete from catalogue_institution where institution_id = '${anInstitution}'`,
    'missing',
  ],
  [
    'an institution edited',
    'catalogue-institution.v1',
    `update catalogue_institution set lifecycle = 'withdrawn' where institution_id = '${anInstitution}'`,
    'altered',
  ],
  ['a class deleted', 'access-class.v1', `delete from access_class where access_class_id = '${aClass}'`, 'missing'],
  ['a class edited', 'access-class.v1', `update access_class set residuals = '[]' where access_class_id = '${aClass}'`, 'altered'],
  ['an answer deleted', 'product-access.v1', `delete from product_access_answer where product_id = '${one}'`, 'altered'],
  ['an access deleted', 'product-access.v1', `delete from product_access where product_id = '${one}' and side = 'sell'`, 'altered'],
  [
    'an access opened to all',
    'product-access.v1',
    `update product_access set audience = 'institutional' where product_id = '${one}' and side = 'buy'`,
    'altered',
  ],
  [
    'all accesses deleted',
    'product-access.v1',
    `with gone as (delete from product_access where product_id = '${two}') delete from product_access_answer where product_id = '${two}'`,
    'missing',
  ],
];

test.each(byHand)('%s by hand is found and mended from the log', async (_, name, statement, finding) => {
  const before = await Promise.all(tables.map(rowsOf));
  await catalogue.database.asProjector((sql) => sql(statement));
  const found = await eventually(() => differences(name));
  expect(found.map((each) => each.finding)).toEqual([finding]);
  await mendAll(name, found);
  expect(await Promise.all(tables.map(rowsOf))).toEqual(before);
  const { items } = await ask<{ items: readonly KeptFinding[] }>(catalogue.service.app, 'GET', '/internal/reconciliation/findings?limit=1');
  expect(items[0]).toMatchObject({ projection: name, finding, requestedBy: 'service:operations', reason });
  expect(items[0]?.mendedAt).toMatch(/Z$/);
});

test('a rebuilt projection is served after its swap, and the one before it after the rollback', async () => {
  const query = catalogue.service.app;
  const overview = async () => {
    type Item = {
      projection: string;
      rebuildable: boolean;
      serving: string;
      rollbackTo: string | null;
      rebuild: { lifecycle: string; outcome: object } | null;
    };
    const { items } = await ask<{ items: readonly Item[] }>(query, 'GET', '/internal/projections');
    return items.find(({ projection }) => projection === 'catalogue-product.v1');
  };
  const before = await rowsOf('catalogue_product');
  expect(await overview()).toMatchObject({ rebuildable: true, serving: 'blue', rebuild: null, rollbackTo: null });
  await expect(ask(query, 'POST', '/internal/projections/catalogue-product.v1/swap', { reason })).rejects.toThrow(
    /409.*generation-not-ready/,
  );
  await catalogue.database.asProjector((sql) => sql(`update catalogue_product set product_code = 'EDITED' where product_id = '${two}'`));
  await ask(query, 'POST', '/internal/projections/catalogue-product.v1/rebuilds', { reason });
  await eventually(
    async () => expect(await overview()).toMatchObject({ rebuild: { lifecycle: 'ready', outcome: { differing: 1, examples: [two] } } }),
    { timeoutMs: 45_000 },
  );
  await ask(query, 'POST', '/internal/projections/catalogue-product.v1/swap', { reason });
  expect(await overview()).toMatchObject({ serving: 'green', rollbackTo: 'blue', rebuild: { lifecycle: 'succeeded' } });
  expect(await rowsOf('catalogue_product')).toEqual(before);
  await ask(query, 'POST', '/internal/projections/catalogue-product.v1/rollback', { reason });
  expect(await overview()).toMatchObject({ serving: 'blue', rollbackTo: 'green' });
  expect(await rowsOf('catalogue_product')).not.toEqual(before);
});

test('only operators are answered', async () => {
  for (const [app, method, url] of [
    [products.app, 'GET', '/internal/digests/sources'],
    [catalogue.service.app, 'GET', '/internal/digests/projections'],
    [catalogue.service.app, 'GET', '/internal/projections'],
    [catalogue.service.app, 'POST', '/internal/projections/access-class.v1/swap'],
    [products.app, 'POST', '/internal/republications'],
  ] as const) {
    const answer = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${await catalogue.token({ roles: ['maker', 'checker', 'supervisor', 'investor'] })}` },
    });
    expect([url, answer.statusCode]).toEqual([url, 403]);
  }
});
