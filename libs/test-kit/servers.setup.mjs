/** Jest's global setup of integration tests: one Postgres and one Kafka for the project, their addresses in the environment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const sources = new URL('./typescript-sources.mjs', import.meta.url).href;
const main = fileURLToPath(new URL('./src/servers.main.ts', import.meta.url));

export default async function setup() {
  // In a process group of its own: Ctrl+C must not cut short how it stops the servers.
  const holder = spawn(process.execPath, ['--import', sources, main], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const exited = once(holder, 'exit');
  const lines = createInterface({ input: holder.stdout });
  const said = await Promise.race([once(lines, 'line'), exited.then(() => undefined)]);
  if (!said) throw new Error('The servers for the tests did not start; the reason stands above.');
  const { databaseUrl, brokers } = JSON.parse(said[0]);
  process.env.DATABASE_URL = databaseUrl;
  process.env.KAFKA_BROKERS = brokers.join(',');
  globalThis.__jinqiaoTestServers = { holder, exited };
}
