import { tracedVersions } from './trace.js';
import type { SubjectTrace } from './trace.api.js';

const topic = 'jinqiao.products.v1';
const content = { productId: 'p', version: 1, productType: 'bond', names: { en: 'A bond' }, terms: { couponRatePct: '2.50' } };
const event = (version: number, more: Partial<SubjectTrace['published'][number]> = {}): SubjectTrace['published'][number] => ({
  eventId: `e-${version}`,
  eventType: 'jinqiao.product.listed.v1',
  topic,
  version,
  correlationId: `c-${version}`,
  authId: 'persona:checker',
  happenedAt: '2018-12-04T01:00:00.000Z',
  recordedAt: '2018-12-04T01:00:00.010Z',
  pending: false,
  publication: { partition: 3, offset: String(10 + version), publishedAt: '2018-12-04T01:00:00.022Z' },
  content: { ...content, version },
  ...more,
});
const projected = (more: Partial<SubjectTrace['projected'][number]> = {}): SubjectTrace['projected'][number] => ({
  projection: 'catalogue-product.v1',
  topic,
  table: 'catalogue_product',
  versions: [{ version: 1, appliedAt: '2018-12-04T01:00:00.040Z' }],
  checkpoints: [{ partition: 3, nextOffset: '12', generation: 'blue' }],
  letters: [],
  ...more,
});
const told = (published: SubjectTrace['published'], ...projections: SubjectTrace['projected']) =>
  tracedVersions([
    { service: 'products', published, projected: [] },
    { service: 'query', published: [], projected: projections },
  ]);

describe('the way of a version', () => {
  test('is told hop by hop, with the time that each took', () => {
    expect(told([event(1)], projected())).toEqual([
      {
        version: 1,
        eventId: 'e-1',
        eventType: 'jinqiao.product.listed.v1',
        request: { correlationId: 'c-1', who: 'persona:checker', happenedAt: '2018-12-04T01:00:00.000Z' },
        outbox: { service: 'products', recordedAt: '2018-12-04T01:00:00.010Z', pending: false },
        topic: { topic, partition: 3, offset: '11', publishedAt: '2018-12-04T01:00:00.022Z', afterMs: 12 },
        consumers: [
          {
            service: 'query',
            projection: 'catalogue-product.v1',
            consumed: true,
            row: { table: 'catalogue_product', appliedAt: '2018-12-04T01:00:00.040Z', afterMs: 30 },
            letter: null,
          },
        ],
        difference: null,
      },
    ]);
  });

  test('ends at the outbox while it waits there', () => {
    expect(told([event(1, { pending: true, publication: null })], projected({ versions: [] }))).toMatchObject([
      { outbox: { pending: true }, topic: null, consumers: [{ consumed: null, row: null }] },
    ]);
  });

  test('shows a projection that has not come so far, or that has it as a dead letter', () => {
    const letter = {
      letterId: 'l',
      partition: 3,
      offset: '12',
      version: 2,
      reason: 'no',
      firstSeenAt: '',
      resolvedAt: null,
      resolution: null,
    };
    const behind = projected({ projection: 'other.v1', versions: [], checkpoints: [] });
    expect(
      told([event(2)], projected({ checkpoints: [{ partition: 3, nextOffset: '13', generation: 'blue' }], letters: [letter] }), behind),
    ).toMatchObject([
      {
        consumers: [
          { projection: 'catalogue-product.v1', consumed: true, row: null, letter: { letterId: 'l' } },
          { projection: 'other.v1', consumed: false, row: null, letter: null },
        ],
      },
    ]);
  });

  test('leads to projections of its own topic only', () => {
    expect(told([event(1)], projected({ topic: 'jinqiao.access.v1' }))[0]?.consumers).toEqual([]);
  });
});

test('versions are in their order, each with what it means differently: a spelling is no difference', () => {
  const versions = told([
    event(3, { content: { ...content, version: 3, names: { en: 'Another bond' }, terms: { couponRatePct: '2.5' } } }),
    event(1),
    event(2, { content: { ...content, version: 2, terms: { couponRatePct: '2.5' } } }),
  ]);
  expect(versions.map(({ version, difference }) => [version, difference])).toEqual([
    [1, null],
    [2, []],
    [3, [{ pointer: '/names/en', before: 'A bond', after: 'Another bond' }]],
  ]);
});
