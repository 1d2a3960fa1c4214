import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import type { Kafka } from 'kafkajs';
import type { Pool } from 'pg';

const { Kafka: KafkaClient, logLevel } = kafkajs;

/** Header of a record that the suite itself has put on the topic: it has no row in the event log. */
export const foreignHeader = 'x-faults-foreign';

/** The suite's own client, which waits long and says nothing. */
export function kafkaOf(brokers: readonly string[]): Kafka {
  return new KafkaClient({
    brokers: [...brokers],
    clientId: 'faults-suite',
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 },
  });
}

/** The offset after the last record of each partition. */
export async function endOffsets(kafka: Kafka, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
}

type Row = readonly [number, string, string | null, string | null, string | null, number | null, boolean];

const rowsAtOnce = 5_000;

/** Copies what stands on the topic into `checking.on_topic`, every partition from its first record to its last. */
export async function copyTopic(kafka: Kafka, topic: string, admin: Pool): Promise<void> {
  const ends = await endOffsets(kafka, topic);
  const waiting = new Map([...ends].filter(([, end]) => end > 0n));
  const rows: Row[] = [];
  if (waiting.size > 0) await readUntil(kafka, topic, waiting, rows);
  await admin.query('TRUNCATE checking.on_topic');
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const part = rows.slice(from, from + rowsAtOnce);
    const column = (index: number): unknown[] => part.map((row) => row[index]);
    await admin.query(
      'INSERT INTO checking.on_topic SELECT * FROM unnest($1::integer[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::boolean[]) ON CONFLICT DO NOTHING',
      [0, 1, 2, 3, 4, 5, 6].map(column),
    );
  }
}

async function readUntil(kafka: Kafka, topic: string, waiting: Map<number, bigint>, rows: Row[]): Promise<void> {
  const consumer = kafka.consumer({ groupId: `faults-suite-${randomUUID()}`, maxWaitTimeInMs: 50, maxBytesPerPartition: 12_000_000 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer
      .run({
        autoCommit: false,
        eachBatch: ({ batch }) => {
          for (const { offset, key, headers = {} } of batch.messages) {
            const text = (name: string): string | null => (headers[name] === undefined ? null : String(headers[name]).replaceAll('\0', ''));
            const version = Number(text('ce_sequence'));
            rows.push([
              batch.partition,
              offset,
              text('ce_id'),
              text('ce_type'),
              key === null ? null : key.toString().replaceAll('\0', ''),
              Number.isSafeInteger(version) && version < 2 ** 31 ? version : null,
              headers[foreignHeader] !== undefined,
            ]);
          }
          if (BigInt(batch.lastOffset()) + 1n >= (waiting.get(batch.partition) ?? 0n)) waiting.delete(batch.partition);
          if (waiting.size === 0) resolve();
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
}
