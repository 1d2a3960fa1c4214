import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '@jinqiao/embedded-servers/kafka';
import { startPostgres } from '@jinqiao/embedded-servers/postgres';

/** A Postgres with durable settings and a Kafka for one run of a benchmark alone; `folder` is for whatever else it keeps. */
export type BenchServers = {
  readonly databaseUrl: string;
  readonly postgresPid: number;
  readonly brokers: readonly string[];
  readonly folder: string;
  stop(): Promise<void>;
};

/** Starts both in a folder of this process, which `stop` removes. */
export async function startBenchServers(): Promise<BenchServers> {
  const folder = join(tmpdir(), 'jinqiao-bench', String(process.pid));
  await rm(folder, { recursive: true, force: true });
  // Not by mkdtemp, whose 0700 would keep the user out that runs Postgres.
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const postgres = await startPostgres({ dir: join(folder, 'postgres'), durable: true });
  const kafka = await startKafka({ dir: join(folder, 'kafka'), heapMb: 512 }).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await Promise.all([postgres.stop(), kafka.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
  return { databaseUrl: postgres.url, postgresPid: postgres.pid, brokers: kafka.brokers, folder, stop };
}
