import { execFile } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { openSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '@jinqiao/embedded-servers/free-port';
import type { BenchServers } from './bench-servers.js';
import { usageOf } from './contestant.js';
import type { Contestant, Round } from './contestant.js';
import { columns } from './flat-product.js';

/** A Kafka Connect worker, shared by the variants of its sink. */
export type Connect = { contestant(variant: SinkVariant): Contestant; stop(): Promise<void> };

/** Settings that make a difference: near-default ones are half as fast. */
export type SinkVariant = { readonly name: string; readonly tasks: number; readonly unnest: boolean };

const recipe = fileURLToPath(new URL('../../debezium/pom.xml', import.meta.url));
const jars = join(homedir(), '.cache', 'jinqiao', 'debezium-jdbc-sink-3.6.0.Final');

async function fetchJars(): Promise<void> {
  if (existsSync(jars)) return;
  const unfinished = `${jars}.${process.pid}.unfinished`;
  await mkdir(join(recipe, '..', 'none'), { recursive: true });
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${unfinished}`];
  await promisify(execFile)('mvn', ['-q', '-B', '-f', recipe, ...goal]);
  await rename(unfinished, jars).catch(async () => rm(unfinished, { recursive: true }));
}

const kinds: Readonly<Record<string, object>> = {
  id: { type: 'string', name: 'io.debezium.data.Uuid', version: 1 },
  version: { type: 'int32' },
  terms: { type: 'string', name: 'io.debezium.data.Json', version: 1 },
  happened_at: { type: 'string', name: 'io.debezium.time.ZonedTimestamp', version: 1 },
};
const schema = JSON.stringify({
  type: 'struct',
  name: 'product',
  fields: columns.map((field) => ({ field, optional: false, ...(kinds[field] ?? { type: 'string' }) })),
});

/** Starts one standalone worker (Kafka Connect 4.3.1, Debezium JDBC sink 3.6.0.Final); its jars are fetched by Maven once. */
export async function startConnect({ brokers, databaseUrl, folder }: BenchServers): Promise<Connect> {
  await fetchJars();
  const home = join(folder, 'connect');
  await mkdir(home, { recursive: true });
  const url = `http://127.0.0.1:${await freePort()}`;
  const properties = {
    'bootstrap.servers': brokers.join(','),
    'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'value.converter.schemas.enable': 'true',
    'offset.storage.file.filename': join(home, 'offsets'),
    'offset.flush.interval.ms': '5000',
    listeners: url,
    'plugin.discovery': 'only_scan',
    'connector.client.config.override.policy': 'All',
  };
  const file = join(home, 'worker.properties');
  await writeFile(file, lines(properties));
  const log = openSync(join(home, 'connect.log'), 'a');
  const worker = spawn('java', ['-Xmx1g', '-cp', join(jars, '*'), 'org.apache.kafka.connect.cli.ConnectStandalone', file], {
    cwd: home,
    stdio: ['ignore', log, log],
  });
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  const ask = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);
  const stop = async (): Promise<void> => {
    worker.kill('SIGKILL');
    await exited;
  };
  await until(async () => (await ask('/connectors')).ok).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { contestant: (variant) => sink(variant, { ask, databaseUrl, pid: worker.pid ?? 0 }), stop };
}

type Worker = { readonly ask: (path: string, init?: RequestInit) => Promise<Response>; readonly databaseUrl: string; readonly pid: number };

function sink({ name, tasks, unnest }: SinkVariant, { ask, databaseUrl, pid }: Worker): Contestant {
  let running = '';
  const begin = async ({ group, topic, table }: Round): Promise<void> => {
    running = group;
    const answer = await ask('/connectors', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: group, config: settings({ tasks, unnest, topic, table, databaseUrl }) }),
    });
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
  };
  const mustBeAlive = async (): Promise<void> => {
    const state = (await (await ask(`/connectors/${running}/status`)).json()) as { tasks?: { state: string; trace?: string }[] };
    const failed = state.tasks?.find((task) => task.state === 'FAILED');
    if (failed) throw new Error(`${name}: ${failed.trace}`);
  };
  const end = async (): Promise<void> => {
    await mustBeAlive();
    await ask(`/connectors/${running}`, { method: 'DELETE' });
  };
  return { name, begin, end, mustBeAlive, usage: () => usageOf(pid), stop: () => Promise.resolve() };
}

function settings(wanted: { tasks: number; unnest: boolean; topic: string; table: string; databaseUrl: string }): Record<string, string> {
  const { username, password, host, pathname } = new URL(wanted.databaseUrl);
  return {
    'connector.class': 'io.debezium.connector.jdbc.JdbcSinkConnector',
    'tasks.max': String(wanted.tasks),
    topics: wanted.topic,
    'connection.url': `jdbc:postgresql://${host}${pathname}?stringtype=unspecified${wanted.unnest ? '' : '&reWriteBatchedInserts=true'}`,
    'connection.username': username,
    'connection.password': password,
    'connection.pool.min_size': '1',
    'connection.pool.max_size': '4',
    'insert.mode': 'upsert',
    'primary.key.mode': 'record_key',
    'primary.key.fields': 'id',
    transforms: 'key',
    'transforms.key.type': 'org.apache.kafka.connect.transforms.ValueToKey',
    'transforms.key.fields': 'id',
    'collection.name.format': wanted.table,
    'schema.evolution': 'none',
    'batch.size': '1000',
    'use.reduction.buffer': 'true',
    'dialect.postgres.unnest.insert.enabled': String(wanted.unnest),
    'consumer.override.max.poll.records': '2000',
    'consumer.override.fetch.min.bytes': '1',
    'consumer.override.auto.offset.reset': 'earliest',
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'value.converter.schemas.enable': 'true',
    'value.converter.schema.content': schema,
  };
}

const lines = (properties: Readonly<Record<string, string>>): string =>
  `${Object.entries(properties)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;

const startWithinMs = 120_000;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + startWithinMs; Date.now() < deadline; await sleep(200)) {
    if (await holds().catch(() => false)) return;
  }
  throw new Error(`Kafka Connect did not answer within ${startWithinMs / 1000} s.`);
}
