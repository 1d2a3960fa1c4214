import { randomUUID } from 'node:crypto';
import { productListed } from '@jinqiao/contracts/product-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import { appendAll } from '@jinqiao/event-log/append';
import { surviveLostConnections } from '@jinqiao/event-log/pool-errors';
import { eventLogTables, institutionPolicy, publicationTables } from '@jinqiao/event-log/tables';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { createDatabase } from '@jinqiao/test-kit/database';
import { Pool } from 'pg';
import { blueGreenTables } from '../src/blue-green-tables.js';
import { generationTables } from '../src/generation-tables.js';
import { jobTables } from '../src/job-tables.js';
import { letterAttemptTables } from '../src/letter-tables.js';
import { rowDigest } from '../src/projected-table.js';
import type { Projection } from '../src/projection.js';
import { reconciliationTables } from '../src/reconciliation-tables.js';
import { projectionTables } from '../src/tables.js';
import { eventOf, silent } from './read-side.js';

const versionColumns = ['product_id', 'version', 'institution_id', 'name'];
const latestColumns = ['product_id', 'version', 'words'];
const wordColumns = ['product_id', 'version', 'word'];

/** Keeps every version of each product. */
export const everyVersion: Projection = {
  name: 'every-version.v1',
  topic: 'jinqiao.products.v1',
  contracts: [productListed],
  tables: [{ name: 'every_version', subjectColumn: 'product_id', versionColumn: 'version', columns: versionColumns }],
  async apply(sql, events) {
    await sql(
      `INSERT INTO every_version (${versionColumns.join(', ')}, row_digest, applied_at)
       SELECT event.*, ${rowDigest(versionColumns, 'event')}, clock_timestamp()
       FROM unnest($1::uuid[], $2::integer[], $3::uuid[], $4::text[]) AS event(${versionColumns.join(', ')})
       ON CONFLICT (product_id, version) DO NOTHING`,
      columnsOf(events, ({ productId, version, institutionId, names }) => [productId, version, institutionId, names.en]),
    );
  },
};

/** Keeps the latest version of each product with the words of its name, each a row of a second table. */
export const latestVersion: Projection = {
  name: 'latest-version.v1',
  topic: 'jinqiao.products.v1',
  contracts: [productListed],
  latestOnly: true,
  tables: [
    { name: 'latest_version', subjectColumn: 'product_id', versionColumn: 'version', columns: latestColumns },
    { name: 'latest_word', subjectColumn: 'product_id', versionColumn: 'version', columns: wordColumns, countedBy: 'words' },
  ],
  async apply(sql, events) {
    await sql(
      `WITH event AS (
         SELECT DISTINCT ON (product_id) product_id, version, cardinality(words) AS words, words AS list
         FROM (SELECT product_id, version, string_to_array(name, ' ') AS words
               FROM unnest($1::uuid[], $2::integer[], $3::text[]) AS event(product_id, version, name)) split ORDER BY product_id, version DESC),
       known AS (
         INSERT INTO latest_version AS known (${latestColumns.join(', ')}, row_digest, applied_at)
         SELECT product_id, version, words, ${rowDigest(latestColumns, 'event')}, clock_timestamp() FROM event
         ON CONFLICT (product_id) DO UPDATE SET version = excluded.version, words = excluded.words, row_digest = excluded.row_digest, applied_at = excluded.applied_at
         WHERE known.version < excluded.version RETURNING product_id, version),
       gone AS (DELETE FROM latest_word USING known WHERE latest_word.product_id = known.product_id),
       word AS (SELECT product_id, version, unnest(list) AS word FROM event JOIN known USING (product_id, version))
       INSERT INTO latest_word (${wordColumns.join(', ')}, row_digest, applied_at)
       SELECT word.*, ${rowDigest(wordColumns, 'word')}, clock_timestamp() FROM word`,
      columnsOf(events, ({ productId, version, names }) => [productId, version, names.en]),
    );
  },
};

/** DDL of the tables of both. */
export const projectedTables = `
  CREATE TABLE every_version (product_id uuid, version integer, institution_id uuid, name text, row_digest text, applied_at timestamptz, PRIMARY KEY (product_id, version));
  CREATE INDEX every_version_by_name ON every_version (name, product_id);
  CREATE TABLE latest_version (product_id uuid PRIMARY KEY, version integer, words integer, row_digest text, applied_at timestamptz);
  CREATE TABLE latest_word (product_id uuid, version integer, word text, row_digest text, applied_at timestamptz, PRIMARY KEY (product_id, version, word));
  ${blueGreenTables('public', [
    { name: everyVersion.name, tables: ['every_version'] },
    { name: latestVersion.name, tables: ['latest_version', 'latest_word'] },
  ])}
  ${institutionPolicy('every_version_blue', ['projector'])} ${institutionPolicy('every_version_green', ['projector'])}`;

/** The write side and the read side in one database, as roles that own nothing see them. */
export async function createBothSides() {
  const database = await createDatabase();
  const role = `both_${randomUUID().replaceAll('-', '')}`;
  const admin = surviveLostConnections(new Pool({ connectionString: database.url, max: 2 }), silent);
  await admin.query(`${eventLogTables} ${publicationTables} ${projectionTables} ${generationTables} ${jobTables} ${letterAttemptTables} ${reconciliationTables}
    ${projectedTables}
    CREATE ROLE ${role} LOGIN PASSWORD 'both' NOSUPERUSER NOBYPASSRLS;
    GRANT USAGE ON SCHEMA public_shadow TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, public_shadow TO ${role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};`);
  const url = new URL(database.url);
  url.username = role;
  url.password = 'both';
  const pool = surviveLostConnections(new Pool({ connectionString: url.href, max: 12 }), silent);
  return {
    admin,
    pool,
    serviceUrl: url.href,
    /** Appends versions `from` to `to` of a product to the log; the events as a consumer reads them. */
    async append(productId: string, from: number, to: number): Promise<StreamEvent<ProductState>[]> {
      const events = Array.from({ length: to - from + 1 }, (_, n) =>
        eventOf(productId, from + n, `Bond ${productId.slice(-3)} v${from + n}`),
      );
      await inPoolTransaction(pool, { actor: 'operator' }, (sql) =>
        appendAll(
          sql,
          events.map(({ id, subject, version, happenedAt, correlationId, data }) => ({
            contract: productListed,
            ...{ id, subject, version, happenedAt, correlationId, data },
            institutionId: data.institutionId,
          })),
        ),
      );
      return events;
    },
    /** As though the relay had published all that waits. */
    relayed: () => admin.query('DELETE FROM outbox'),
    apply: (events: readonly StreamEvent[]) =>
      inPoolTransaction(pool, { actor: 'projector' }, async (sql) => {
        await everyVersion.apply(sql, events);
        await latestVersion.apply(sql, events);
      }),
    async close(): Promise<void> {
      await pool.end();
      await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role};`);
      await admin.end();
      await database.drop();
    },
  };
}

function columnsOf(events: readonly StreamEvent[], row: (state: ProductState) => readonly unknown[]): unknown[][] {
  const rows = events.map(({ data }) => row(data as ProductState));
  return (rows[0] ?? []).map((_, column) => rows.map((each) => each[column]));
}
