import { randomUUID } from 'node:crypto';
import { productListed } from '@jinqiao/contracts/product-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import type { Change, NewEvent } from '../src/append.js';
import type { Log } from '../src/log.js';
import { surviveLostConnections } from '../src/pool-errors.js';
import { eventLogTables, institutionPolicy, publicationTables } from '../src/tables.js';
import { createDatabase } from '@jinqiao/test-kit/database';
import { Pool } from 'pg';

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A database of its own with the write side's tables, one aggregate, and a login role that owns nothing, as a service has it. */
export type WriteSide = {
  readonly admin: Pool;
  readonly serviceUrl: string;
  /** A new pool of the service's role, closed with the rest. */
  openPool(): Pool;
  close(): Promise<void>;
};

export async function createWriteSide(): Promise<WriteSide> {
  const database = await createDatabase();
  const role = `writer_${randomUUID().replaceAll('-', '')}`;
  const admin = surviveLostConnections(new Pool({ connectionString: database.url, max: 4 }), silent);
  await admin.query(`${eventLogTables} ${publicationTables}
    CREATE TABLE aggregate (id uuid PRIMARY KEY, institution_id uuid NOT NULL, version integer NOT NULL, note text);
    ${institutionPolicy('aggregate')}
    CREATE ROLE ${role} LOGIN PASSWORD 'writer' NOSUPERUSER NOBYPASSRLS;
    GRANT USAGE ON SCHEMA public TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};`);
  const url = new URL(database.url);
  url.username = role;
  url.password = 'writer';
  const serviceUrl = url.toString();
  const pools: Pool[] = [];
  return {
    admin,
    serviceUrl,
    openPool() {
      const pool = surviveLostConnections(new Pool({ connectionString: serviceUrl, max: 20 }), silent);
      pools.push(pool);
      return pool;
    },
    async close() {
      await Promise.all(pools.map((pool) => pool.end()));
      await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role};`);
      await admin.end();
      await database.drop();
    },
  };
}

/** The change that brings an aggregate of the tests to a version: its creation at 1, a guarded update above. */
export function changeTo(id: string, version: number, institutionId: string): Change {
  return version === 1
    ? {
        statement: 'INSERT INTO aggregate (id, institution_id, version) VALUES ($1, $2, 1) ON CONFLICT DO NOTHING RETURNING version',
        parameters: [id, institutionId],
      }
    : {
        statement: 'UPDATE aggregate SET version = version + 1 WHERE id = $1 AND version = $2 RETURNING version',
        parameters: [id, version - 1],
      };
}

export function eventOf(subject: string, version: number, institutionId: string): NewEvent<ProductState> {
  return {
    contract: productListed,
    id: randomUUID(),
    subject,
    version,
    institutionId,
    happenedAt: '2026-11-24T08:00:00.000Z',
    correlationId: 'test',
    data: { ...productListed.example, productId: subject, institutionId, version },
  };
}
