import { randomUUID } from 'node:crypto';
import { productAmended, productListed } from '@jinqiao/contracts/product-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import type { Log } from '@jinqiao/event-log/log';
import { surviveLostConnections } from '@jinqiao/event-log/pool-errors';
import { encodeRecord } from '@jinqiao/event-stream/cloud-events';
import type { RecordBatch, StreamRecord } from '@jinqiao/event-stream/event-stream';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { jobTables } from '../src/job-tables.js';
import { letterAttemptTables } from '../src/letter-tables.js';
import type { Projection } from '../src/projection.js';
import { generationTables } from '../src/generation-tables.js';
import { projectionTables } from '../src/tables.js';
import { createDatabase } from '@jinqiao/test-kit/database';
import { Pool } from 'pg';

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A database of its own with the read side's tables and a small read model that refuses the name "poison". */
export type ReadSide = { readonly url: string; readonly pool: Pool; readonly admin: Pool; close(): Promise<void> };

export async function createReadSide(): Promise<ReadSide> {
  const database = await createDatabase();
  const role = `reader_${randomUUID().replaceAll('-', '')}`;
  const admin = new Pool({ connectionString: database.url, max: 2 });
  await admin.query(`${projectionTables} ${generationTables} ${jobTables} ${letterAttemptTables}
    CREATE TABLE known_product (product_id uuid PRIMARY KEY, version integer NOT NULL, name text NOT NULL);
    CREATE TABLE effect (event_id uuid NOT NULL, name text NOT NULL CHECK (name <> 'poison'));
    CREATE ROLE ${role} LOGIN PASSWORD 'reader' NOSUPERUSER NOBYPASSRLS;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};`);
  const url = new URL(database.url);
  url.username = role;
  url.password = 'reader';
  const pool = surviveLostConnections(new Pool({ connectionString: url.href, max: 10 }), silent);
  return {
    url: url.href,
    pool,
    admin,
    async close() {
      await pool.end();
      await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role};`);
      await admin.end();
      await database.drop();
    },
  };
}

/** Writes the newest version of each product, and unguarded one effect an event, so that a second effect would show. */
export const knownProduct: Projection = {
  name: 'known-product.v1',
  topic: 'jinqiao.products.v1',
  contracts: [productListed, productAmended],
  async apply(sql, events) {
    const states = events.map(({ data }) => data as ProductState);
    await sql(
      `INSERT INTO known_product AS known (product_id, version, name)
       SELECT DISTINCT ON (product_id) product_id, version, name FROM unnest($1::uuid[], $2::integer[], $3::text[]) AS event(product_id, version, name)
       ORDER BY product_id, version DESC
       ON CONFLICT (product_id) DO UPDATE SET version = excluded.version, name = excluded.name WHERE known.version < excluded.version`,
      [states.map(({ productId }) => productId), states.map(({ version }) => version), states.map(({ names }) => names.en ?? '')],
    );
    await sql('INSERT INTO effect SELECT * FROM unnest($1::uuid[], $2::text[])', [
      events.map(({ id }) => id),
      states.map(({ names }) => names.en ?? ''),
    ]);
  },
};

export function eventOf(subject: string, version: number, name: string): StreamEvent<ProductState> {
  return {
    id: randomUUID(),
    type: productListed.type,
    source: '/test',
    topic: 'jinqiao.products.v1',
    subject,
    version,
    happenedAt: '2026-11-24T08:00:00.000Z',
    recordedAt: '2026-11-24T08:00:01.000Z',
    correlationId: 'test',
    data: { ...productListed.example, productId: subject, version, names: { en: name } },
  };
}

export function recordOf(event: StreamEvent, offset: number, changed: Partial<StreamRecord> = {}): StreamRecord {
  const { topic, key, value, headers } = encodeRecord(event);
  return { topic, partition: 0, offset: BigInt(offset), key: Buffer.from(key), value, headers, timestamp: '1795500000000', ...changed };
}

export function batchOf(records: readonly StreamRecord[], fetchedOffset = records[0]?.offset ?? 0n): RecordBatch {
  return { topic: 'jinqiao.products.v1', partition: 0, fetchedOffset, records, heartbeat: () => Promise.resolve(), isStale: () => false };
}
