import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { spreadOf } from '../measure.js';
import type { Spread } from '../measure.js';
import { startBenchServers } from './bench-servers.js';
import type { BenchServers } from './bench-servers.js';
import { nodeContestant } from './contestant.js';
import type { Contestant } from './contestant.js';
import { generationTables } from '@jinqiao/projection/generation-tables';
import { projectionTables } from '@jinqiao/projection/tables';
import { startConnect } from './contestant-debezium.js';
import type { Connect } from './contestant-debezium.js';
import { flatProductAmended, tableDigest, tableOf, workload } from './flat-product.js';
import type { FlatProduct } from './flat-product.js';
import { quietLog } from './quiet-log.js';
import { typicalTopic } from './topics.js';

/** One contestant over all rounds: events a second, processor microseconds an event, memory at the end; `ratio` is ours ÷ it, of medians, with its range round by round. */
export type ProjectionMeasured = {
  readonly name: string;
  readonly events: number;
  readonly eventsPerSecond: Spread;
  readonly cpuMicros: Spread;
  readonly residentMib: number;
  readonly oursRatio: number;
  readonly oursRatioRange: readonly [number, number];
};

export type ProjectionReport = {
  readonly events: number;
  readonly keys: number;
  readonly rounds: number;
  readonly measured: readonly ProjectionMeasured[];
};

export type ProjectionOptions = { readonly events: number; readonly rounds: number; readonly seed: number; readonly debezium: boolean };

type Timed = { readonly perSecond: number; readonly cpuMicros: number };
type Entrant = { readonly contestant: Contestant; readonly topic: string; readonly events: number; readonly timed: Timed[] };

const typicalEventsMax = 5_000;
const pollMs = 20;
const stuckAfterMs = 300_000;
const askEveryMs = 5_000;

/** Brings the same topic into a table of each contestant, interleaved (ABBA) after one round that is not counted; every round's table must have the same digest. */
export async function benchProjection({ events, rounds, seed, debezium }: ProjectionOptions): Promise<ProjectionReport> {
  const servers = await startBenchServers();
  const pool = new Pool({ connectionString: servers.databaseUrl, max: 2 });
  let connect: Connect | undefined;
  const entrants: Entrant[] = [];
  try {
    await pool.query(projectionTables + generationTables);
    const typicalEvents = Math.min(events, typicalEventsMax);
    await fillTopic(servers, flatProductAmended.topic, workload(events, seed));
    await fillTopic(servers, typicalTopic, workload(typicalEvents, seed));
    const env = { DATABASE_URL: servers.databaseUrl, KAFKA_BROKERS: servers.brokers.join(',') };
    const enter = (contestant: Contestant, topic: string = flatProductAmended.topic, count = events): void =>
      void entrants.push({ contestant, topic, events: count, timed: [] });
    enter(await nodeContestant('ours', './contestant-ours.js', env));
    enter(await nodeContestant('limit: unguarded UNNEST, same consumer', './contestant-limit.js', env));
    if (debezium) {
      connect = await startConnect(servers);
      enter(connect.contestant({ name: 'Debezium JDBC sink, one task, UNNEST', tasks: 1, unnest: true }));
      enter(connect.contestant({ name: 'Debezium JDBC sink, two tasks, UNNEST', tasks: 2, unnest: true }));
      enter(connect.contestant({ name: 'Debezium JDBC sink, two tasks, rewritten inserts', tasks: 2, unnest: false }));
    }
    enter(await nodeContestant('typical: Nest eachMessage + TypeORM save', './contestant-typical.js', env), typicalTopic, typicalEvents);
    const keys = await race(entrants, pool, { rounds, seed });
    return { events, keys, rounds, measured: await summary(entrants) };
  } finally {
    for (const { contestant } of entrants) await contestant.stop();
    await connect?.stop();
    await pool.end();
    await servers.stop();
  }
}

async function race(entrants: readonly Entrant[], pool: Pool, { rounds, seed }: { rounds: number; seed: number }): Promise<number> {
  const expected = new Map<number, { rows: number; versions: number; digest: string }>();
  for (const { events } of entrants) if (!expected.has(events)) expected.set(events, await expectedTable(pool, events, seed));
  for (let round = -1; round < rounds; round += 1) {
    for (const [place, entrant] of (round % 2 === 0 ? [...entrants] : [...entrants].reverse()).entries()) {
      const wanted = expected.get(entrant.events);
      if (wanted === undefined) continue;
      const timed = await once(entrant, pool, { table: `product_${round + 1}_${place}`, wanted });
      if (round >= 0) entrant.timed.push(timed);
    }
  }
  return Math.max(...[...expected.values()].map(({ rows }) => rows));
}

async function once(
  { contestant, topic, events }: Entrant,
  pool: Pool,
  { table, wanted }: { table: string; wanted: { rows: number; versions: number; digest: string } },
): Promise<Timed> {
  await pool.query(`${tableOf(table)}; CHECKPOINT`);
  const before = await contestant.usage();
  await contestant.begin({ group: `bench-${table}`, topic, table });
  const state = async (): Promise<{ rows: number; versions: number }> =>
    (
      await pool.query<{ rows: number; versions: number }>(
        `SELECT count(*)::integer AS rows, coalesce(sum(version), 0)::integer AS versions FROM ${table}`,
      )
    ).rows[0] ?? { rows: 0, versions: 0 };
  let firstMs = 0;
  const startedMs = performance.now();
  let askedMs = startedMs;
  for (;;) {
    const { rows, versions } = await state();
    const nowMs = performance.now();
    if (rows > 0 && firstMs === 0) firstMs = nowMs;
    if (rows === wanted.rows && versions === wanted.versions) break;
    if (nowMs > askedMs + askEveryMs) {
      await contestant.mustBeAlive();
      askedMs = nowMs;
    }
    if (nowMs - startedMs > stuckAfterMs)
      throw new Error(`${contestant.name} has ${rows} of ${wanted.rows} rows after ${stuckAfterMs / 1000} s.`);
    await sleep(pollMs);
  }
  const seconds = (performance.now() - firstMs) / 1000;
  const after = await contestant.usage();
  await contestant.end();
  const { digest } = (await pool.query<{ digest: string }>(tableDigest(table))).rows[0] ?? { digest: '' };
  if (digest !== wanted.digest) throw new Error(`${contestant.name} made another table than the others: ${digest}, not ${wanted.digest}.`);
  await pool.query(`DROP TABLE ${table}`);
  return { perSecond: events / seconds, cpuMicros: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / events };
}

/** The table as plain SQL makes it from the workload: what every contestant is held to. */
async function expectedTable(pool: Pool, events: number, seed: number): Promise<{ rows: number; versions: number; digest: string }> {
  const latest = new Map<string, FlatProduct>();
  for (const { data } of workload(events, seed)) latest.set(data.id, data);
  const table = `expected_${events}`;
  await pool.query(tableOf(table));
  await pool.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
    JSON.stringify([...latest.values()].map((state) => ({ ...state, terms: JSON.parse(state.terms) as unknown }))),
  ]);
  const { digest } = (await pool.query<{ digest: string }>(tableDigest(table))).rows[0] ?? { digest: '' };
  const versions = [...latest.values()].reduce((sum, { version }) => sum + version, 0);
  return { rows: latest.size, versions, digest };
}

async function fillTopic(
  { brokers }: BenchServers,
  topic: StreamEvent['topic'],
  events: Iterable<StreamEvent<FlatProduct>>,
): Promise<void> {
  await ensureTopics(brokers, `defaults: { partitions: 12, config: {} }\ntopics: [${topic}]\n`);
  const stream = connectKafka({ brokers, clientId: 'bench-producer', log: quietLog });
  let batch: StreamEvent[] = [];
  for (const event of events) {
    batch.push({ ...event, topic });
    if (batch.length === 500) await stream.publish(batch.splice(0));
  }
  await stream.publish(batch);
  batch = [];
  await stream.close();
}

async function summary(entrants: readonly Entrant[]): Promise<ProjectionMeasured[]> {
  const ours = entrants[0]?.timed ?? [];
  const oursMedian = spreadOf(ours.map(({ perSecond }) => perSecond)).median;
  return Promise.all(
    entrants.map(async ({ contestant, events, timed }) => {
      const eventsPerSecond = spreadOf(timed.map(({ perSecond }) => perSecond));
      const ratios = timed.map(({ perSecond }, round) => (ours[round]?.perSecond ?? perSecond) / perSecond);
      return {
        name: contestant.name,
        events,
        eventsPerSecond,
        cpuMicros: spreadOf(timed.map(({ cpuMicros }) => cpuMicros)),
        residentMib: (await contestant.usage()).residentMib,
        oursRatio: oursMedian / eventsPerSecond.median,
        oursRatioRange: [Math.min(...ratios), Math.max(...ratios)] as const,
      };
    }),
  );
}
