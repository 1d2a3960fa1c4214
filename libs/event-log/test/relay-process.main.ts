/**
 * A relay as a process of its own, so that a test can kill or suspend it. It holds each publish before or after the broker's acknowledgement (PAUSE_AT),
 * says so in a line, and goes on with the next line from its parent; it ends when its standard input does.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { Pool } from 'pg';
import { surviveLostConnections } from '../src/pool-errors.js';
import { Relay } from '../src/relay.js';

const ignore = (): void => undefined;
const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const { SERVICE_URL: connectionString, KAFKA_BROKERS: brokers = '', PAUSE_AT: pauseAt } = process.env;
const stream = connectKafka({ brokers: brokers.split(','), clientId: 'relay-process', log });
const lines = createInterface({ input: process.stdin }).once('close', () => process.exit(0));

async function hold(moment: string): Promise<void> {
  if (moment !== pauseAt) return;
  process.stdout.write(`${moment}\n`);
  await once(lines, 'line');
}

const pool = surviveLostConnections(new Pool({ ...(connectionString === undefined ? {} : { connectionString }) }), log);
const publish: typeof stream.publish = async (events, options) => {
  await hold('before');
  const runs = await stream.publish(events, options);
  await hold('after');
  return runs;
};
new Relay({ pool, source: '/process', log, stream: { ...stream, publish } }).start();
