import { createDatabase } from '@jinqiao/test-kit/database';
import { Pool } from 'pg';
import { runTables } from './tables.js';

/** A run's own database: `admin` asks the server directly, the workers' URLs lead through the proxy. */
export type RunDatabase = {
  readonly admin: Pool;
  urlFor(schema: 'writing' | 'reading'): string;
  /** Removes the database and the role, and runs the statements after that. */
  close(lastStatements: readonly string[]): Promise<void>;
};

/** Makes the database with the tables of both sides and the role of the workers. */
export async function createRunDatabase(serverUrl: string, proxyPort: number): Promise<RunDatabase> {
  const database = await createDatabase(serverUrl);
  const role = `faults${new URL(database.url).pathname.slice(1)}`;
  const admin = new Pool({ connectionString: database.url, max: 4 });
  // A restart of the server ends idle connections; the next question opens a new one.
  admin.on('error', () => undefined);
  admin.on('connect', (client) => client.on('error', () => undefined));
  await admin.query(runTables(role));
  return {
    admin,
    urlFor(schema) {
      const url = new URL(database.url);
      url.username = role;
      url.password = 'faults';
      url.port = String(proxyPort);
      url.searchParams.set('options', `-c search_path=${schema}`);
      return url.href.replaceAll('+', '%20');
    },
    async close(lastStatements) {
      await admin.end();
      await database.drop();
      const server = new Pool({ connectionString: serverUrl, max: 1 });
      for (const statement of [`DROP ROLE IF EXISTS ${role}`, ...lastStatements]) await server.query(statement);
      await server.end();
    },
  };
}
