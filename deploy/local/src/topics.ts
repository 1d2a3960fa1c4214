/** Makes the topics that are missing, as `deploy/kafka/topics.yaml` declares them, and ends: the step before the services where no supervisor starts them. */
import { readFile } from 'node:fs/promises';
import { ensureTopics } from '@jinqiao/event-stream/topics';

const brokers = process.env['KAFKA_BROKERS'];
if (!brokers) throw new Error('KAFKA_BROKERS is missing: the addresses of the brokers, for example KAFKA_BROKERS=kafka:9092.');

await ensureTopics(brokers.split(','), await readFile(new URL('../../kafka/topics.yaml', import.meta.url), 'utf8'));
console.log('the topics are there');
