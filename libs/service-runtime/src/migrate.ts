import 'reflect-metadata';
import { shadowSchemaOf } from '@jinqiao/projection/blue-green-tables';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { MigrationInterface } from 'typeorm';
import { z } from 'zod';
import { ConfigurationError, postgresUrl, readConfiguration } from './configuration.js';
import type { Environment } from './configuration.js';
import type { ServiceName } from './service-definition.js';

/** A service's tables: its name (also the schema's) and its TypeORM migrations in order. */
export type ServiceMigrations = { readonly name: ServiceName; readonly migrations: readonly (new () => MigrationInterface)[] };

const variables = z.object({
  DATABASE_URL: postgresUrl().meta({
    description: 'the administrator of the database, who makes schemas and roles',
    examples: ['postgres://postgres:secret@127.0.0.1:8087/jinqiao'],
  }),
  SERVICE_DATABASE_URL: postgresUrl().meta({
    description: "the service's own role, which is made here with this password",
    examples: ['postgres://jinqiao_products:secret@127.0.0.1:8087/jinqiao'],
  }),
});

type Role = { readonly name: string; readonly password: string; readonly schema: string };

/** Makes the service's schema, its tables and its login role, which owns nothing; safe to run again, and twice at once. */
export async function migrateService(service: ServiceMigrations, env: Environment = process.env): Promise<void> {
  const { DATABASE_URL: administrator, SERVICE_DATABASE_URL: own } = readConfiguration(variables, env);
  const role = roleOf(service.name, administrator, own);
  const client = new Client({ connectionString: administrator, application_name: `jinqiao ${service.name} migration` });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`jinqiao migration of ${service.name}`]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(role.schema)}`);
    await retryingRaces(() => makeRole(client, role));
    await runMigrations(service, administrator);
    await grant(client, role);
  } finally {
    await client.end();
  }
}

/** The address of the service's own role in the administrator's database; for local starts and tests. */
export function serviceDatabaseUrl(administratorUrl: string, service: ServiceName, password: string): string {
  const url = new URL(administratorUrl);
  url.username = `jinqiao_${service}`;
  url.password = password;
  return url.href;
}

function roleOf(schema: ServiceName, administratorUrl: string, ownUrl: string): Role {
  const administrator = new URL(administratorUrl);
  const own = new URL(ownUrl);
  const name = decodeURIComponent(own.username);
  const password = decodeURIComponent(own.password);
  if (name === '' || password === '')
    throw new ConfigurationError(
      'SERVICE_DATABASE_URL must name a role and its password, for example postgres://jinqiao_products:secret@127.0.0.1:8087/jinqiao',
    );
  if (name === decodeURIComponent(administrator.username))
    throw new ConfigurationError('SERVICE_DATABASE_URL names the administrator. Give the service a role of its own.');
  if (own.pathname !== administrator.pathname) {
    throw new ConfigurationError(
      `SERVICE_DATABASE_URL names the database ${own.pathname.slice(1)}, DATABASE_URL names ${administrator.pathname.slice(1)}. They must be the same.`,
    );
  }
  return { name, password, schema };
}

async function makeRole(client: Client, role: Role): Promise<void> {
  const name = client.escapeIdentifier(role.name);
  const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1',
    [role.name],
  );
  if (rows[0]?.rolsuper || rows[0]?.rolbypassrls) {
    throw new ConfigurationError(`The role ${role.name} may pass row-level security by. Name another role in SERVICE_DATABASE_URL.`);
  }
  await client.query(`${rows.length === 0 ? 'CREATE' : 'ALTER'} ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(role.password)}`);
  const { rows: at } = await client.query<{ name: string }>('SELECT current_database() AS name');
  const settings = {
    search_path: `${client.escapeIdentifier(role.schema)}, public`,
    statement_timeout: "'30s'",
    lock_timeout: "'10s'",
    idle_in_transaction_session_timeout: "'60s'",
  };
  for (const [setting, value] of Object.entries(settings)) {
    await client.query(`ALTER ROLE ${name} IN DATABASE ${client.escapeIdentifier(at[0]?.name ?? '')} SET ${setting} = ${value}`);
  }
}

async function runMigrations({ name, migrations }: ServiceMigrations, url: string): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    schema: name,
    migrations: [...migrations],
    migrationsTableName: 'schema_migration',
    synchronize: false,
    logging: false,
    extra: { options: `-c search_path=${name},public` },
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}

async function grant(client: Client, role: Role): Promise<void> {
  const [name, schema] = [client.escapeIdentifier(role.name), client.escapeIdentifier(role.schema)];
  for (const statement of [
    `GRANT USAGE ON SCHEMA ${schema} TO ${name}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${name}`,
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${name}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${name}`,
    `REVOKE INSERT, UPDATE, DELETE ON ${schema}.schema_migration FROM ${name}`,
  ]) {
    await client.query(statement);
  }
  const shadow = shadowSchemaOf(role.schema);
  const { rows: found } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [shadow]);
  if (found.length === 0) return;
  await client.query(`GRANT USAGE ON SCHEMA ${client.escapeIdentifier(shadow)} TO ${name}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${client.escapeIdentifier(shadow)} TO ${name}`);
}

/** Roles belong to the whole server while the lock belongs to one database: two databases may make the same role at once. */
async function retryingRaces(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      const raced = code === '42710' || code === '23505' || message.includes('tuple concurrently updated');
      if (!raced || attempt >= 20) throw error;
    }
  }
}
