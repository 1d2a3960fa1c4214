import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import type { Kafka } from 'kafkajs';
import type { Pool } from 'pg';
import { Recovery, untilQuiet } from './quiet.js';
import { randomOf } from './random.js';
import type { Random } from './random.js';
import { Reads } from './reads.js';
import { createRunDatabase } from './run-database.js';
import type { RunDatabase } from './run-database.js';
import type { Servers } from './servers.js';
import { kafkaOf } from './topic-reader.js';
import type { Order, Report, Writing } from './worker-messages.js';
import { spawnWorker } from './worker-process.js';
import type { WorkerProcess } from './worker-process.js';

/** What a run is made of: which seed, and by how much the long waits are shortened. */
export type RunOptions = {
  readonly name: string;
  readonly seed: number;
  readonly scale: number;
  /** How long a house may take to recover or to become quiet before the run is given up. */
  readonly patienceMs?: number;
  readonly readsPerSecond?: number;
  /** Broken builds in the place of the product's programs. */
  readonly programs?: { readonly writeSide?: string; readonly readSide?: string };
};

/** How Node is started for a worker. */
export type SideOptions = {
  readonly nodeFlags?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
};

const partitions = 6;
const usualReadsPerSecond = 40;
const endGraceMs = 15_000;
const idleGraceMs = 60_000;
const usualPatienceMs = 180_000;
const usual: Omit<Writing, 'seed'> = { perSecond: 120, writers: 4, keys: 40 };

/** A small house under fire: write sides and read sides as processes of their own on the real Postgres and Kafka, with a database and a topic of the run's own. */
export class House {
  readonly random: Random;
  readonly writeSides: WorkerProcess[] = [];
  readonly readSides: WorkerProcess[] = [];
  readonly recovery: Recovery;
  readonly kafka: Kafka;
  readonly group: string;
  readonly writes = { acknowledged: 0, failed: 0, rolledBack: 0 };
  /** What a fault wants to have said of itself in the report. */
  readonly notes: string[] = [];
  readonly reads: Reads;
  /** The write side whose relay has published last. */
  publishing: WorkerProcess | undefined;
  private readonly endings: (() => void)[] = [];
  private readonly lastStatements: string[] = [];
  private acknowledged: (readonly [string, number])[] = [];
  private started = 0;
  private refusal: string | undefined;
  private writing: Writing | undefined;

  private constructor(
    readonly options: RunOptions,
    readonly servers: Servers,
    readonly database: RunDatabase,
    readonly topic: string,
  ) {
    this.random = randomOf(options.seed);
    this.recovery = new Recovery(database.admin, this.patienceMs);
    this.kafka = kafkaOf(servers.kafka.brokers);
    this.group = topic;
    this.reads = new Reads(database.urlFor('reading'), options.readsPerSecond ?? usualReadsPerSecond);
    mkdirSync(this.logDir, { recursive: true });
  }

  static async open(options: RunOptions, servers: Servers): Promise<House> {
    const topic = `faults.${options.name}.${randomUUID().slice(0, 8)}`;
    const database = await createRunDatabase(servers.postgres.url, servers.postgres.proxy.port);
    const house = new House(options, servers, database, topic);
    await house.makeTopic();
    return house;
  }

  /** Makes the run's topic, where it is not there. */
  makeTopic(): Promise<void> {
    return ensureTopics(this.servers.kafka.brokers, JSON.stringify({ defaults: { partitions }, topics: [this.topic] }));
  }

  get patienceMs(): number {
    return this.options.patienceMs ?? usualPatienceMs;
  }

  get seed(): number {
    return this.options.seed;
  }

  get scale(): number {
    return this.options.scale;
  }

  get admin(): Pool {
    return this.database.admin;
  }

  /** Where the workers of this run write their logs. */
  get logDir(): string {
    return join(this.servers.dir, `${this.options.name}-${this.options.seed}`);
  }

  /** A long wait, shortened by the scale, but not below what makes sense. */
  scaledMs(fullMs: number, leastMs = 0): number {
    return Math.max(leastMs, Math.round(fullMs * this.scale));
  }

  /** A number of repetitions, shortened by the scale. */
  scaledTimes(full: number, least = 1): number {
    return Math.max(least, Math.round(full * this.scale));
  }

  async startWriteSides(count: number, options: SideOptions = {}): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.startSide('write-side', options)));
  }

  async startReadSides(count: number, options: SideOptions = {}): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.startSide('read-side', options)));
  }

  /** Starts the usual house: two replicas of each side. */
  async startUsual(): Promise<void> {
    await Promise.all([this.startWriteSides(2), this.startReadSides(2)]);
  }

  /** Every write side begins to write, all together as fast as told; those that are started later join in. */
  startWriting(writing: Partial<Writing> = {}): void {
    this.writing = { ...usual, ...writing, seed: this.seed };
    for (const worker of running(this.writeSides)) this.letWrite(worker);
  }

  async stopWriting(): Promise<void> {
    this.writing = undefined;
    await Promise.all(
      running(this.writeSides).map((worker) => {
        const idle = worker.hears('idle');
        worker.tell({ order: 'stop-writing' });
        return Promise.race([idle, worker.ended, sleep(idleGraceMs, undefined, { ref: false })]);
      }),
    );
  }

  /** Replaces workers that have ended by fresh ones. */
  async replaceEnded(): Promise<void> {
    const missing = [this.writeSides, this.readSides].map((workers) => {
      const alive = running(workers);
      return workers.splice(0, workers.length, ...alive).length - alive.length;
    });
    await Promise.all([this.startWriteSides(missing[0] ?? 0), this.startReadSides(missing[1] ?? 0)]);
  }

  /** Asks a worker for long work and waits for its end; rejects with what it says instead. */
  async asked(worker: WorkerProcess | undefined, order: Order, done: Report['report']): Promise<void> {
    if (worker === undefined) throw new Error('No worker is left to be asked.');
    this.refusal = undefined;
    const ended = Promise.race([worker.hears(done).then(() => true), worker.hears('refused').then(() => false)]);
    worker.tell(order);
    const well = await Promise.race([ended, sleep(this.patienceMs, undefined, { ref: false })]);
    if (well !== true) throw new Error(`${order.order}: ${this.refusal ?? 'no answer'}`);
  }

  /** Stops writing and waits until nothing moves any more. */
  async becomeQuiet(patienceMs = this.patienceMs): Promise<void> {
    await this.stopWriting();
    await untilQuiet({ admin: this.admin, kafka: this.kafka, topic: this.topic, patienceMs });
  }

  /** To be done when everything of this run has ended. */
  atEnd(ending: () => void): void {
    this.endings.push(ending);
  }

  /** To be run on the server when the run's database is gone. */
  afterDatabase(statement: string): void {
    this.lastStatements.push(statement);
  }

  /** Writes the commands that were acknowledged where the checks find them. */
  async recordAcknowledged(): Promise<void> {
    await this.admin.query('TRUNCATE checking.acknowledged');
    await this.admin.query('INSERT INTO checking.acknowledged SELECT * FROM unnest($1::uuid[], $2::integer[])', [
      this.acknowledged.map(([subject]) => subject),
      this.acknowledged.map(([, version]) => version),
    ]);
  }

  async close(): Promise<void> {
    const workers = [...this.writeSides, ...this.readSides].filter((worker) => !worker.hasEnded());
    for (const worker of workers) {
      worker.signal('SIGCONT');
      worker.signal('SIGTERM');
    }
    await Promise.all(workers.map((worker) => endWithin(worker, endGraceMs)));
    await this.reads.stop();
    await this.database.close(this.lastStatements);
    const admin = this.kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [this.topic], timeout: 5_000 }).catch(() => undefined);
    await admin.disconnect();
    for (const ending of this.endings) ending();
  }

  private async startSide(side: 'write-side' | 'read-side', { nodeFlags = [], variables = {} }: SideOptions): Promise<void> {
    this.started += 1;
    const name = `${side}-${this.started}`;
    const { writeSide = 'write-side', readSide = 'read-side' } = this.options.programs ?? {};
    const worker: WorkerProcess = spawnWorker({
      program: side === 'write-side' ? writeSide : readSide,
      nodeFlags,
      variables,
      logFile: join(this.logDir, `${name}.log`),
      environment: {
        databaseUrl: this.database.urlFor(side === 'write-side' ? 'writing' : 'reading'),
        brokers: this.servers.kafka.brokers,
        topic: this.topic,
        group: this.group,
        name,
        seed: this.seed * 1_000 + this.started,
      },
      onReport: (report) => this.onReport(report, worker),
    });
    (side === 'write-side' ? this.writeSides : this.readSides).push(worker);
    await worker.ready;
    if (side === 'write-side') this.letWrite(worker);
  }

  private letWrite(worker: WorkerProcess): void {
    if (this.writing === undefined) return;
    worker.tell({ order: 'write', writing: { ...this.writing, perSecond: this.writing.perSecond / Math.max(1, this.writeSides.length) } });
  }

  private onReport(report: Report, worker: WorkerProcess): void {
    if (report.report === 'publishing') this.publishing = worker;
    if (report.report === 'refused') this.refusal = report.reason;
    if (report.report !== 'written') return;
    this.acknowledged.push(...report.acknowledged);
    this.writes.acknowledged += report.acknowledged.length;
    this.writes.failed += report.failed;
    this.writes.rolledBack += report.rolledBack;
  }
}

/** The workers that have not ended. */
export function running(workers: readonly WorkerProcess[]): WorkerProcess[] {
  return workers.filter((worker) => !worker.hasEnded());
}

/** Waits for a worker's end, and ends it for good when that takes too long; true when it ended in order. */
export async function endWithin(worker: WorkerProcess, graceMs: number): Promise<boolean> {
  const how = await Promise.race([worker.ended, sleep(graceMs, 'late' as const, { ref: false })]);
  if (how === 'late') worker.signal('SIGKILL');
  return how === 0;
}
