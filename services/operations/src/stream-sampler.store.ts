import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Log } from '@jinqiao/event-log/log';
import { CLOCK, CONFIGURATION, LOG } from '@jinqiao/service-runtime/tokens';
import type { OperationsConfiguration } from './configuration.js';
import { streamOverview } from './stream-overview.js';
import type { Said, StreamOverview } from './stream-overview.js';
import { StreamWindows } from './stream-windows.js';
import { StreamsStore } from './streams.store.js';
import { watchedServices } from './watched-service.js';

/** Looks at all streams every two seconds in operations' own name, and remembers what it saw: lag in seconds, trends and states need more than one look. */
@Injectable()
export class StreamSampler implements OnApplicationBootstrap, OnModuleDestroy {
  readonly windows = new StreamWindows();
  private readonly stopping = new AbortController();
  private readonly listeners = new Set<(overview: StreamOverview) => void>();
  private seen: StreamOverview | undefined;
  private running: Promise<void> | undefined;
  private failure: string | undefined;

  constructor(
    @Inject(StreamsStore) private readonly streams: StreamsStore,
    @Inject(CONFIGURATION) private readonly configuration: OperationsConfiguration,
    @Inject(CLOCK) private readonly clock: () => Date,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** The last look; undefined before the first. */
  latest(): StreamOverview | undefined {
    return this.seen;
  }

  /** Tells of every further look, until the answered function is called. */
  onLook(listener: (overview: StreamOverview) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const beganAtMs = performance.now();
      await this.look();
      const restMs = Math.max(0, this.configuration.SAMPLE_EVERY_MS - (performance.now() - beganAtMs));
      await pause(restMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const said = await this.ask();
    const now = this.clock();
    this.windows.observe(said, now.getTime());
    const overview = streamOverview(said, this.windows, now);
    this.seen = overview;
    for (const listener of this.listeners) listener(overview);
  }

  private async ask(): Promise<readonly Said[]> {
    try {
      const said = await this.streams.readAllAsOperations();
      this.failed(undefined);
      return said;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failed(reason);
      return watchedServices.map((service) => ({ service, reason }));
    }
  }

  /** Said once when it begins and once when it is over, not every two seconds. */
  private failed(reason: string | undefined): void {
    if (reason === this.failure) return;
    this.failure = reason;
    if (reason === undefined) this.log.info({}, 'operations watches the streams again');
    else this.log.warn({ reason }, 'operations cannot watch the streams');
  }
}
