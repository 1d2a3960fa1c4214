/** A process that works off the backlog of a topic, so that a test can give it a small heap. Says every half second how much memory it holds; ends when its standard input does. */
import { createInterface } from 'node:readline';
import type { Topic } from '@jinqiao/contracts/event-contract';
import { surviveLostConnections } from '@jinqiao/event-log/pool-errors';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { Pool } from 'pg';
import { Projector } from '../src/projector.js';
import { knownProduct, silent } from './read-side.js';

const { SERVICE_URL: connectionString = '', KAFKA_BROKERS: brokers = '', TOPIC: topic = '' } = process.env;
const pool = surviveLostConnections(new Pool({ connectionString, max: 2 }), silent);
const projector = new Projector({ pool, log: silent });
const stream = connectKafka({ brokers: brokers.split(','), clientId: 'backlog-process', log: { ...silent, debug: () => undefined } });
createInterface({ input: process.stdin }).once('close', () => process.exit(0));
await stream.consumeBatches({
  group: topic,
  topics: [topic],
  onBatch: (batch) => projector.run({ ...knownProduct, topic: topic as Topic }, batch),
});
setInterval(() => {
  const { heapUsed, external, rss } = process.memoryUsage();
  process.stdout.write(`${Math.round(heapUsed / 1_048_576)} ${Math.round(external / 1_048_576)} ${Math.round(rss / 1_048_576)}\n`);
}, 500);
