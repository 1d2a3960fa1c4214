import { randomUUID } from 'node:crypto';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { topicsYaml } from '@jinqiao/test-kit/topics';
import { silent } from './write-side.js';

/** The broker, and what stands on its products topic: the versions of a subject in the order of the topic, and where. Other tests write to it as well. */
export type TopicWatch = {
  readonly kafka: EventStream;
  readonly versionsOf: (subject: string) => number[];
  /** `partition/offset`, by version. */
  readonly placesOf: (subject: string) => string[];
};

export async function watchTopic(): Promise<TopicWatch> {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  await ensureTopics(brokers, topicsYaml());
  const kafka = connectKafka({ brokers, clientId: 'relay-test', log: { ...silent, debug: () => undefined } });
  // By offset: a record that the consumer is given twice stands here once.
  const versions = new Map<string, Map<bigint, number>>();
  const partitions = new Map<string, number>();
  await kafka.consumeBatches({
    group: `relay-test-${randomUUID()}`,
    topics: ['jinqiao.products.v1'],
    onBatch: ({ records, fetchedOffset, partition }) => {
      for (const { key, headers, offset } of records) {
        const subject = String(key);
        partitions.set(subject, partition);
        versions.set(subject, (versions.get(subject) ?? new Map<bigint, number>()).set(offset, Number(headers['ce_sequence'])));
      }
      return Promise.resolve({ nextOffset: (records.at(-1)?.offset ?? fetchedOffset - 1n) + 1n });
    },
  });
  const inOrder = (subject: string): [bigint, number][] => [...(versions.get(subject) ?? [])].toSorted(([a], [b]) => Number(a - b));
  return {
    kafka,
    placesOf: (subject) => inOrder(subject).map(([offset]) => `${partitions.get(subject)}/${offset}`),
    versionsOf: (subject) => inOrder(subject).map(([, version]) => version),
  };
}
