import type { EventContract } from '@jinqiao/contracts/event-contract';
import { randomOf, whole, zipf } from '@jinqiao/deploy-generate/random';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { z } from 'zod';

/** The state that the stream benchmarks carry: flat, with the table's own column names, so that every contestant can read it. */
export const FlatProduct = z.object({
  id: z.uuid(),
  version: z.number().int().positive(),
  code: z.string(),
  name_en: z.string(),
  name_zh: z.string(),
  product_type: z.string(),
  size_cny: z.string(),
  /** JSON as text: Kafka Connect knows it as `io.debezium.data.Json`. */
  terms: z.string(),
  happened_at: z.string(),
});
export type FlatProduct = z.infer<typeof FlatProduct>;

/** Its columns, in the order of the table. */
export const columns = ['id', 'version', 'code', 'name_en', 'name_zh', 'product_type', 'size_cny', 'terms', 'happened_at'] as const;

/** DDL of a contestant's table. The amount is text there: the Debezium sink's UNNEST casts no text to numeric. The last two columns are what our own projections write besides. */
export const tableOf = (name: string): string => `CREATE TABLE ${name} (
  id uuid PRIMARY KEY, version integer NOT NULL, code text NOT NULL, name_en text NOT NULL, name_zh text NOT NULL, product_type text NOT NULL,
  size_cny text NOT NULL, terms jsonb NOT NULL, happened_at timestamptz NOT NULL,
  row_digest text, applied_at timestamptz)`;

/** One hash of all that a table says, for the check that contestants did the same. */
export const tableDigest = (name: string): string =>
  `SELECT md5(string_agg(md5(row(${columns.join(', ')})::text), '' ORDER BY id)) AS digest, count(*)::integer AS rows FROM ${name}`;

const productTypes = ['a_share', 'h_share', 'bond', 'fund', 'wealth_product', 'etf', 'note'] as const;

const example: FlatProduct = {
  id: '019aa000-0000-7000-8000-000000000001',
  version: 1,
  code: 'P000001',
  name_en: 'Bridge Bond 1',
  name_zh: '金桥债券1号',
  product_type: 'bond',
  size_cny: '100.00',
  terms: '{}',
  happened_at: '2026-01-01T00:00:00.000Z',
};

/** The contract that our own projection reads it by. */
export const flatProductAmended: EventContract<FlatProduct> = {
  type: 'jinqiao.product.amended.v1',
  topic: 'jinqiao.products.v1',
  data: FlatProduct,
  example,
};

const hotShare = 0.05;
const hotDraws = 0.5;
const repeated = 0.01;

/**
 * `events` events of about 0.9 KB over a fifth as many keys: one key in twenty takes half of the updates (Zipf among them),
 * one event in a hundred comes twice in a row.
 */
export function* workload(events: number, seed: number): Generator<StreamEvent<FlatProduct>> {
  const random = randomOf('stream workload', seed);
  const keys = Math.max(20, Math.round(events / 5));
  const hot = Math.max(1, Math.round(keys * hotShare));
  const hotKey = zipf(hot, 0.8);
  const versions = new Uint32Array(keys);
  for (let place = 0; place < events; place += 1) {
    // The first events visit every key once, so that all contestants end with the same rows.
    const key = place < keys ? place : random() < hotDraws ? hotKey(random) : hot + whole(random, 0, keys - hot - 1);
    const version = (versions[key] = (versions[key] ?? 0) + 1);
    const event = eventOf(key, version, place);
    yield event;
    if (random() < repeated && place + 1 < events) {
      place += 1;
      yield event;
    }
  }
}

const startedAt = Date.parse('2026-01-01T00:00:00Z');
const filler = '本产品在上海与香港之间跨境发行,投资者须自行阅读文件。This product crosses between Shanghai and Hong Kong. '.repeat(3);

function eventOf(key: number, version: number, place: number): StreamEvent<FlatProduct> {
  const id = `019aa000-0000-7000-8000-${key.toString(16).padStart(12, '0')}`;
  const at = new Date(startedAt + place).toISOString();
  const terms = { maturity: '2031-05-20', couponRate: '2.85', issuer: `issuer-${key % 97}`, tenorMonths: 36 + (key % 84), note: filler };
  return {
    id: `019aa001-0000-7000-8000-${place.toString(16).padStart(12, '0')}`,
    type: flatProductAmended.type,
    source: '//jinqiao/bench',
    topic: flatProductAmended.topic,
    subject: id,
    version,
    happenedAt: at,
    recordedAt: at,
    correlationId: `bench-${place}`,
    data: {
      id,
      version,
      code: `P${String(key).padStart(7, '0')}`,
      name_en: `Bridge Product ${key} of version ${version}`,
      name_zh: `金桥产品${key}号第${version}版`,
      product_type: productTypes[key % productTypes.length] ?? 'bond',
      size_cny: `${1_000 + ((key * 7 + version) % 900_000)}.25`,
      terms: JSON.stringify(terms),
      happened_at: at,
    },
  };
}
