import { Kafka, logLevel } from 'kafkajs';
import { topicsYaml } from '@jinqiao/test-kit/topics';
import { ensureTopics } from '../src/topics.js';
import { brokers, quiet } from './scratch-stream.js';

test('the declared topics are made, by whoever comes first, and left alone afterwards', async () => {
  await Promise.all([ensureTopics(brokers, topicsYaml()), ensureTopics(brokers, topicsYaml())]);
  const lines: string[] = [];
  await ensureTopics(brokers, topicsYaml(), { ...quiet, info: (_fields, message) => lines.push(message) });
  expect(lines).toEqual([]);
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const { topics } = await admin.fetchTopicMetadata({ topics: ['jinqiao.products.v1'] });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: 2, name: 'jinqiao.products.v1', configNames: ['retention.ms', 'cleanup.policy'] }],
  });
  await admin.disconnect();
  expect(topics[0]?.partitions).toHaveLength(12);
  expect(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]).sort()).toEqual([
    ['cleanup.policy', 'delete'],
    ['retention.ms', '-1'],
  ]);
});

test('a topic with another number of partitions is reported, not changed', async () => {
  await ensureTopics(brokers, '{ defaults: { partitions: 1 }, topics: [test-partitions] }');
  const lines: string[] = [];
  await ensureTopics(brokers, '{ defaults: { partitions: 2 }, topics: [test-partitions] }', {
    ...quiet,
    warn: (fields, message) => lines.push(`${JSON.stringify(fields)} ${message}`),
  });
  expect(lines).toEqual([
    '{"topic":"test-partitions","partitions":1,"expected":2} The topic has another number of partitions than declared',
  ]);
});
