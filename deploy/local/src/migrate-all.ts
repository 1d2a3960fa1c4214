/**
 * Runs the migrations of all services in this one process, one after another: most of a migration's time is the loading of its libraries.
 * Told by MIGRATIONS, a JSON list of { file, serviceDatabaseUrl }, and DATABASE_URL.
 */
import { pathToFileURL } from 'node:url';

const migrations = JSON.parse(process.env['MIGRATIONS'] ?? '[]') as readonly { file: string; serviceDatabaseUrl: string }[];

for (const { file, serviceDatabaseUrl } of migrations) {
  process.env['SERVICE_DATABASE_URL'] = serviceDatabaseUrl;
  await import(pathToFileURL(file).href);
}
