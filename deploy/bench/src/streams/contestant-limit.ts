/** The limit: the same consumer and connections feed one unguarded UNNEST upsert a batch; no checkpoint, no check of the record, no dead letters. */
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import type { RecordBatch } from '@jinqiao/event-stream/event-stream';
import { Pool } from 'pg';
import { answerRounds } from './contestant.js';
import { flatProductAmended } from './flat-product.js';
import type { FlatProduct } from './flat-product.js';
import { unguardedUpsert } from './product-upsert.js';
import { quietLog } from './quiet-log.js';

const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 4 });

answerRounds(async ({ group, table }) => {
  const upsert = unguardedUpsert(table);
  const onBatch = async ({ records, fetchedOffset }: RecordBatch) => {
    const states = records.map(({ value }) => JSON.parse((value ?? '').toString()) as FlatProduct);
    const latest = new Map(states.map((state) => [state.id, state]));
    if (latest.size > 0) await pool.query(upsert.statement, upsert.parameters([...latest.values()]));
    return { nextOffset: (records.at(-1)?.offset ?? fetchedOffset - 1n) + 1n };
  };
  const stream = connectKafka({ brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','), clientId: 'bench-limit', log: quietLog });
  await stream.consumeBatches({ group, topics: [flatProductAmended.topic], onBatch });
  return () => stream.close();
});
