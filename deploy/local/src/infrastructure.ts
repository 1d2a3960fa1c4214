import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import type { House } from './house.js';
import { requireBrokers, requireDatabase } from './reachable.js';
import { startChosenKafka, startEmbeddedPostgres } from './servers.js';
import type { KafkaChoice } from './servers.js';

/** The database of the run, embedded or named by DATABASE_URL; resolves with its administrator's address. */
export async function startDatabase({ run, configuration, terminal }: House): Promise<string> {
  if (configuration.databaseUrl) {
    await requireDatabase(configuration.databaseUrl);
    terminal.line('start', 'using the database that DATABASE_URL names');
    return configuration.databaseUrl;
  }
  const progress = (text: string): void => terminal.line('postgres', text);
  const { url } = await run.keep({
    name: 'postgres',
    marker: configuration.stateFolder,
    rank: 'postgres',
    start: () => startEmbeddedPostgres(configuration, progress),
  });
  progress(`ready on port ${configuration.ports.postgres}`);
  return url;
}

/** The brokers of the run with every declared topic; `choice` is how an embedded one is started. */
export async function startBroker({ run, configuration, terminal }: House, choice: KafkaChoice | undefined): Promise<readonly string[]> {
  const progress = (text: string): void => terminal.line('kafka', text);
  const brokers = configuration.kafkaBrokers ?? [`127.0.0.1:${configuration.ports.kafka}`];
  if (choice === undefined) {
    await requireBrokers(brokers);
    terminal.line('start', 'using the brokers that KAFKA_BROKERS names');
  } else {
    const marker = choice === 'docker' ? 'jinqiao-kafka' : configuration.stateFolder;
    await run.keep({ name: 'kafka', marker, rank: 'kafka', start: () => startChosenKafka(choice, configuration, progress) });
    progress(`ready on port ${configuration.ports.kafka}`);
  }
  await ensureTopics(brokers, await readFile(join(configuration.root, 'deploy', 'kafka', 'topics.yaml'), 'utf8'));
  return brokers;
}
