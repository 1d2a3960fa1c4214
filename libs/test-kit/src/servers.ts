import { startKafka, stopAbandonedKafka } from '@jinqiao/embedded-servers/kafka';
import { startPostgres, stopAbandonedPostgres } from '@jinqiao/embedded-servers/postgres';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dockerEngineAnswers } from './docker-engine.js';
import { abandonedFolders, scratchFolder } from './scratch-folder.js';

/** A scratch Postgres (`databaseUrl` is its superuser's) and a scratch Kafka; `stop` removes every trace of both. */
export type Servers = { readonly databaseUrl: string; readonly brokers: readonly string[]; readonly stop: () => Promise<void> };

/**
 * Starts both servers for tests: in containers where a Docker engine answers, else from the embedded programs.
 * `TEST_SERVERS=docker` or `TEST_SERVERS=embedded` decides otherwise.
 */
export async function startServers(choice = process.env['TEST_SERVERS']): Promise<Servers> {
  const docker = choice === undefined ? await dockerEngineAnswers() : choice === 'docker';
  if (!docker) return startEmbedded();
  const { startContainers } = await import('./containers.js');
  return startContainers();
}

async function startEmbedded(): Promise<Servers> {
  for (const folder of abandonedFolders()) await sweep(folder);
  const dir = scratchFolder();
  const started = await Promise.allSettled([
    startPostgres({ dir: join(dir, 'postgres'), durable: false }),
    startKafka({ dir: join(dir, 'kafka'), heapMb: 192, quickStart: true }),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all(started.flatMap((server) => (server.status === 'fulfilled' ? [server.value.stop()] : [])));
    rmSync(dir, { recursive: true, force: true });
  };
  const [postgres, kafka] = started;
  if (postgres.status === 'fulfilled' && kafka.status === 'fulfilled')
    return { databaseUrl: postgres.value.url, brokers: kafka.value.brokers, stop };
  await stop();
  throw new AggregateError(
    started.flatMap((server) => (server.status === 'rejected' ? [server.reason as unknown] : [])),
    'The servers for the tests did not start.',
  );
}

/** Another run may sweep the same folder at this moment: what is gone already is well. */
async function sweep(folder: string): Promise<void> {
  await stopAbandonedPostgres(join(folder, 'postgres'));
  await stopAbandonedKafka(join(folder, 'kafka'));
  rmSync(folder, { recursive: true, force: true });
}
