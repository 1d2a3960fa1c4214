import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { eventually } from '@jinqiao/test-kit/eventually';
import type { Topic } from '@jinqiao/contracts/event-contract';
import type { StreamLog } from '../src/event-stream.js';
import type { StreamEvent } from '../src/stream-event.js';

/** The scratch Kafka of this run. */
export const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');

export const quiet: StreamLog = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A topic of this test alone, so that tests can run side by side. */
export async function makeTopic(partitions: number): Promise<Topic> {
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  const topic = `test-${randomUUID()}`;
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true });
  // A leader that is named may not lead yet; a request that it refuses is sent again, and would show as duplicates in the test.
  await eventually(() => admin.fetchTopicOffsets(topic));
  await admin.disconnect();
  return topic as Topic;
}

/** Takes a topic and all that stands on it away and makes it anew, as an operator may, or a broker without its disk. */
export async function wipe(topic: Topic): Promise<void> {
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  // The broker takes the name back a little later than it answers.
  await eventually(async () => {
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
    expect(await admin.fetchTopicOffsets(topic)).toMatchObject([{ high: '0' }]);
  });
  await admin.disconnect();
}

export const eventOf = (topic: Topic, subject: string, version: number): StreamEvent => ({
  id: randomUUID(),
  type: 'jinqiao.product.amended.v1',
  source: '//jinqiao/test',
  topic,
  subject,
  version,
  happenedAt: '2026-11-24T01:02:03.004Z',
  recordedAt: '2026-11-24T01:02:03.005Z',
  correlationId: randomUUID(),
  data: { version },
});
