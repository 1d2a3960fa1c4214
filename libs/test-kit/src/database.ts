import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** An empty database of one test file; `drop` removes it, ending whatever sessions are left. */
export type ScratchDatabase = { readonly url: string; readonly drop: () => Promise<void> };

/** Makes a database with a name of its own on the scratch Postgres that `DATABASE_URL` names; the URL logs in as the superuser. */
export async function createDatabase(serverUrl = requiredUrl()): Promise<ScratchDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdministrator(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdministrator(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

function requiredUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('DATABASE_URL is not set: run this test as an integration test, whose global setup starts Postgres.');
  return url;
}

async function asAdministrator(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
