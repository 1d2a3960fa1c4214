import { Pause } from '@jinqiao/event-log/pause';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { BatchOutcome, EventStream, RecordBatch, RunningSubscription, StreamRecord } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import type { Generation, Offsets } from './generation.store.js';
import type { Projection } from './projection.js';
import { applyChunk } from './shadow-chunk.js';
import type { Chunk } from './shadow-chunk.js';

/** What a feed needs; `group` is a consumer group of its own, not used before. */
export type FeedOptions = {
  readonly pool: Pool;
  readonly stream: EventStream;
  readonly projection: Projection;
  readonly generation: Generation;
  readonly group: string;
  readonly signal: AbortSignal;
};

/** What a feed has done so far, in records. */
export type FeedFigures = { readonly applied: number; readonly refused: number };

const connections = 2;
const chunkRecordsMax = 5_000;
const chunkBytesMax = 4_194_304;
// Chunks that wait for a connection hold the records back where they come from: the memory in use is bounded.
const chunksWaitingMax = 2;
const lookEveryMs = 100;
const seeksMax = 5;

type Buffer = { records: StreamRecord[]; bytes: number; from: bigint };

/** Reads a topic from where the shadow stands and applies it to the shadow in large chunks over two connections, each partition always by the same one. */
export class ShadowFeed {
  private readonly read: Map<number, bigint>;
  private readonly done: Map<number, bigint>;
  private readonly buffers = new Map<number, Buffer>();
  private readonly lanes: Promise<void>[][] = Array.from({ length: connections }, () => []);
  private readonly soughtBack = new Map<number, number>();
  private readonly changed = new Pause();
  private subscription: RunningSubscription | undefined;
  private held: { promise: Promise<void>; release: () => void } | undefined;
  private limits: Offsets | undefined;
  private failure: { readonly error: unknown } | undefined;
  private counts = { applied: 0, refused: 0 };

  constructor(
    private readonly options: FeedOptions,
    from: Offsets,
  ) {
    this.read = new Map(from);
    this.done = new Map(from);
  }

  async start(): Promise<void> {
    const { stream, group, projection } = this.options;
    this.subscription = await stream.consumeBatches({ group, topics: [projection.topic], onBatch: (batch) => this.take(batch) });
  }

  figures(): FeedFigures {
    return this.counts;
  }

  /** How far the shadow is durably filled. */
  reached(): Offsets {
    return this.done;
  }

  /** Resolves with true when the shadow has come to the offsets, with false when that took longer than `withinMs`; rejects when the feed has failed or was given up. */
  async reach(ends: Offsets, withinMs = Infinity): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      if (this.failure) throw this.failure.error;
      this.options.signal.throwIfAborted();
      if ([...ends].every(([partition, end]) => (this.done.get(partition) ?? 0n) >= end)) return true;
      if (performance.now() > deadline) return false;
      await this.changed.untilWoken(lookEveryMs);
    }
  }

  /** Takes no more records for the moment and resolves when those taken are applied. */
  async hold(): Promise<void> {
    if (this.held === undefined) {
      let release = (): void => undefined;
      const promise = new Promise<void>((resolve) => (release = resolve));
      this.held = { promise, release };
    }
    for (const partition of this.buffers.keys()) this.flush(partition);
    await Promise.all(this.lanes.flat());
    if (this.failure) throw this.failure.error;
  }

  /** Goes on, up to the given offsets and no further; without them to the end. Of partitions that are not named nothing more is taken. */
  release(limits?: Offsets): void {
    this.limits = limits;
    this.held?.release();
    this.held = undefined;
  }

  async stop(): Promise<void> {
    this.failure ??= { error: new Error('The feed was stopped.') };
    this.held?.release();
    await this.subscription?.stop();
    await Promise.all(this.lanes.flat());
  }

  private async take(batch: RecordBatch): Promise<BatchOutcome> {
    await this.held?.promise;
    const { partition, records, fetchedOffset } = batch;
    const next = this.read.get(partition) ?? 0n;
    if (this.failure) return { nextOffset: next };
    const last = records.at(-1)?.offset;
    if (next >= (this.limitOf(partition) ?? next + 1n)) return { nextOffset: (last ?? fetchedOffset - 1n) + 1n };
    if (fetchedOffset > next) return this.seekBack(partition, next, fetchedOffset);
    if (last === undefined || last < next) return { nextOffset: next };
    this.keep(batch, next, last);
    await this.spare(partition, batch);
    return { nextOffset: last + 1n };
  }

  private limitOf(partition: number): bigint | undefined {
    return this.limits && (this.limits.get(partition) ?? 0n);
  }

  /** A topic that no longer begins where the shadow stands can't fill it: what would be missing is said, and nothing is skipped. */
  private seekBack(partition: number, next: bigint, fetched: bigint): BatchOutcome {
    const times = this.soughtBack.get(partition) ?? 0;
    if (times === seeksMax) {
      const error = new Error(
        `Partition ${partition} of ${this.options.projection.topic} begins at ${fetched}; the records from ${next} on are gone.`,
      );
      this.failure ??= { error };
    }
    this.soughtBack.set(partition, times + 1);
    return { nextOffset: next };
  }

  /** Buffers what is new and within the limit; at the end of the partition nothing is waited for. */
  private keep({ partition, records, endOffset = 0n }: RecordBatch, next: bigint, last: bigint): void {
    const limit = this.limitOf(partition);
    const fresh = records.filter(({ offset }) => offset >= next && (limit === undefined || offset < limit));
    const to = limit !== undefined && last >= limit ? limit : last + 1n;
    this.buffer(partition, fresh, { from: next, to });
    if (to >= endOffset || to === limit) this.flush(partition);
  }

  private buffer(partition: number, records: readonly StreamRecord[], { from, to }: { from: bigint; to: bigint }): void {
    if (to <= from) return;
    const buffer = this.buffers.get(partition) ?? { records: [], bytes: 0, from };
    buffer.records.push(...records);
    buffer.bytes += records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
    this.buffers.set(partition, buffer);
    this.read.set(partition, to);
    if (buffer.records.length >= chunkRecordsMax || buffer.bytes >= chunkBytesMax) this.flush(partition);
    const heaviest = [...this.buffers].sort(([, left], [, right]) => right.bytes - left.bytes)[0];
    if (heaviest && this.bytesWaiting() > connections * chunkBytesMax) this.flush(heaviest[0]);
  }

  private bytesWaiting(): number {
    return [...this.buffers.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  private flush(partition: number): void {
    const buffer = this.buffers.get(partition);
    const lane = this.lanes[partition % connections];
    if (buffer === undefined || lane === undefined) return;
    this.buffers.delete(partition);
    const chunk = { partition, records: buffer.records, from: buffer.from, to: this.read.get(partition) ?? buffer.from };
    const applied = Promise.resolve(lane.at(-1))
      .then(() => this.apply(chunk))
      .then(() => {
        void lane.splice(lane.indexOf(applied), 1);
        this.changed.wake();
      });
    lane.push(applied);
  }

  /** Waits until the partition's connection has room again. */
  private async spare(partition: number, { heartbeat }: RecordBatch): Promise<void> {
    const lane = this.lanes[partition % connections] ?? [];
    if (lane.length <= chunksWaitingMax) return;
    await Promise.resolve(lane.at(-chunksWaitingMax));
    await heartbeat();
  }

  private async apply(chunk: Chunk): Promise<void> {
    if (this.failure) return;
    const { pool, projection, generation } = this.options;
    try {
      const refused = await inPoolTransaction(pool, { actor: 'projector' }, (sql) => applyChunk(sql, projection, generation, chunk));
      this.done.set(chunk.partition, chunk.to);
      this.counts = { applied: this.counts.applied + chunk.records.length, refused: this.counts.refused + refused };
    } catch (error) {
      this.failure ??= { error };
    }
  }
}
