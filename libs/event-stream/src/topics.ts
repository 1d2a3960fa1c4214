import type { Admin } from 'kafkajs';
import { parse } from 'yaml';
import type { StreamLog } from './event-stream.js';
import { kafkaClient } from './kafka-client.js';
import { backOff } from './back-off.js';

type TopicSettings = { readonly partitions: number; readonly config: Readonly<Record<string, string>> };

const patienceMs = 60_000;

const silent: StreamLog = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Makes the topics that `deploy/kafka/topics.yaml` declares and that are missing; waits up to a minute for a broker. Existing topics are left as they are. */
export async function ensureTopics(brokers: readonly string[], topicsYaml: string, log: StreamLog = silent): Promise<void> {
  const wanted = declaredTopics(topicsYaml);
  const { signal } = new AbortController();
  const deadline = Date.now() + patienceMs;
  for (let failures = 1; ; failures += 1) {
    const admin = kafkaClient({ brokers, clientId: 'jinqiao-topics', log }).admin();
    try {
      await admin.connect();
      return await makeMissing(admin, wanted, log);
    } catch (error) {
      if (Date.now() > deadline)
        throw new Error(`The topics could not be made on ${brokers.join(', ')}: ${(error as Error).message}`, { cause: error });
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
    await backOff(failures, signal);
  }
}

async function makeMissing(admin: Admin, wanted: ReadonlyMap<string, TopicSettings>, log: StreamLog): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = [...wanted].filter(([topic]) => !existing.has(topic));
  if (missing.length > 0) {
    // Resolves with false when another process made one of them first; its own request then makes the others.
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(([topic, { partitions, config }]) => ({
        topic,
        numPartitions: partitions,
        configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
      })),
    });
    // A partition's leader is named before it leads: only one that tells its offsets also takes records.
    await Promise.all(missing.map(([topic]) => admin.fetchTopicOffsets(topic)));
    log.info({ topics: missing.map(([topic]) => topic) }, 'Topics made');
  }
  const { topics } = await admin.fetchTopicMetadata({ topics: [...wanted.keys()] });
  for (const { name, partitions } of topics) {
    const expected = wanted.get(name)?.partitions;
    if (partitions.length !== expected)
      log.warn({ topic: name, partitions: partitions.length, expected }, 'The topic has another number of partitions than declared');
  }
}

function declaredTopics(topicsYaml: string): Map<string, TopicSettings> {
  const { defaults, topics } = parse(topicsYaml) as { defaults?: Partial<TopicSettings>; topics?: unknown };
  const { partitions, config = {} } = defaults ?? {};
  if (!Number.isInteger(partitions) || !Array.isArray(topics) || !topics.every((topic) => typeof topic === 'string'))
    throw new Error('topics.yaml must hold defaults.partitions, a whole number, and topics, a list of names.');
  const settings = { partitions: partitions as number, config };
  return new Map(topics.map((topic) => [topic, settings]));
}
