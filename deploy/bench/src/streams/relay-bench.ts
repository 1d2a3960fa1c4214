import { setTimeout as sleep } from 'node:timers/promises';
import { appendAll } from '@jinqiao/event-log/append';
import type { NewEvent } from '@jinqiao/event-log/append';
import { surviveLostConnections } from '@jinqiao/event-log/pool-errors';
import { Relay } from '@jinqiao/event-log/relay';
import { divideOutbox } from '@jinqiao/event-log/shards';
import { eventLogTables, publicationTables } from '@jinqiao/event-log/tables';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { Pool } from 'pg';
import { interleaved } from '../measure.js';
import type { Contestant, Measured } from '../measure.js';
import { startBenchServers } from './bench-servers.js';
import { flatProductAmended, workload } from './flat-product.js';
import type { FlatProduct } from './flat-product.js';
import { quietLog } from './quiet-log.js';

export type RelayReport = { readonly events: number; readonly measured: readonly Measured[] };

const batchEvents = 500;
const pollMs = 5;

/** Outbox to Kafka: the same producer from memory, and the relay over one and over four shards, on a role that row-level security holds. */
export async function benchRelay({ events, rounds, seed }: { events: number; rounds: number; seed: number }): Promise<RelayReport> {
  const servers = await startBenchServers();
  const admin = new Pool({ connectionString: servers.databaseUrl, max: 2 });
  const pool = surviveLostConnections(new Pool({ connectionString: await writeSide(admin, servers.databaseUrl), max: 10 }), quietLog);
  const stream = connectKafka({ brokers: servers.brokers, clientId: 'bench-relay', log: quietLog });
  try {
    await ensureTopics(servers.brokers, `defaults: { partitions: 12, config: {} }\ntopics: [${flatProductAmended.topic}]\n`);
    // Only what the log can hold: an event that came twice is one row of it.
    const states = [...new Map([...workload(events, seed)].map((event) => [event.id, event])).values()];
    await fillLog(admin, states);
    const fromMemory = (lanes: number): Contestant => ({
      name: lanes === 1 ? 'limit: the same producer, from memory' : `limit: the same producer from memory, ${lanes} lanes`,
      operations: states.length,
      run: () => publishFromMemory(stream, states, lanes),
    });
    const relayed = (shards: number): Contestant => ({
      name: `ours, ${shards === 1 ? 'one shard' : `${shards} shards`}`,
      operations: states.length,
      prepare: async () => {
        await admin.query('INSERT INTO outbox SELECT * FROM waiting');
        await divideOutbox(admin, shards);
        await admin.query('VACUUM (ANALYZE) outbox');
      },
      run: () => relay(pool, stream),
    });
    return { events: states.length, measured: await interleaved([fromMemory(1), relayed(1), relayed(4), fromMemory(4)], rounds) };
  } finally {
    await stream.close();
    await pool.end();
    await admin.end();
    await servers.stop();
  }
}

/** The tables of the write side and a role that owns nothing; its address. */
async function writeSide(admin: Pool, databaseUrl: string): Promise<string> {
  await admin.query(`${eventLogTables}${publicationTables}
    CREATE ROLE bench LOGIN PASSWORD 'bench' NOSUPERUSER NOBYPASSRLS;
    GRANT USAGE ON SCHEMA public TO bench;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO bench;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO bench;`);
  const url = new URL(databaseUrl);
  url.username = 'bench';
  url.password = 'bench';
  return url.href;
}

async function fillLog(admin: Pool, states: readonly StreamEvent<FlatProduct>[]): Promise<void> {
  for (let from = 0; from < states.length; from += batchEvents) {
    const events = states.slice(from, from + batchEvents).map(newEvent);
    await inPoolTransaction(admin, { actor: 'projector' }, (sql) => appendAll(sql, events));
  }
  await admin.query('CREATE TABLE waiting AS SELECT * FROM outbox; DELETE FROM outbox');
  await admin.query('VACUUM ANALYZE');
}

const newEvent = ({ id, subject, version, happenedAt, correlationId, data }: StreamEvent<FlatProduct>): NewEvent => ({
  contract: flatProductAmended,
  id,
  subject,
  version,
  happenedAt,
  correlationId,
  data,
});

async function publishFromMemory(stream: EventStream, states: readonly StreamEvent[], lanes: number): Promise<void> {
  const laneOf = ({ subject }: StreamEvent): number => Number.parseInt(subject.slice(-4), 16) % lanes;
  const publishLane = async (lane: number): Promise<void> => {
    const own = lanes === 1 ? states : states.filter((event) => laneOf(event) === lane);
    for (let from = 0; from < own.length; from += batchEvents) await stream.publish(own.slice(from, from + batchEvents), { lane });
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => publishLane(lane)));
}

async function relay(pool: Pool, stream: EventStream): Promise<void> {
  const relay = new Relay({ pool, stream, source: '//jinqiao/bench', log: quietLog });
  relay.start();
  while (await anyWaits(pool)) await sleep(pollMs);
  await relay.stop();
}

async function anyWaits(pool: Pool): Promise<boolean> {
  const [row] = await inPoolTransaction(pool, { actor: 'relay' }, (sql) => sql('SELECT EXISTS (SELECT FROM outbox) AS waits'));
  return row?.['waits'] === true;
}
