import type { Log } from '@jinqiao/event-log/log';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { dayOf, type Day } from '@jinqiao/identifiers/day';
import { Projector } from '@jinqiao/projection/projector';
import { CLOCK, EVENT_STREAM, LOG } from '@jinqiao/service-runtime/tokens';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { accessClass } from './access-class.projection.js';
import { catalogueInstitution } from './catalogue-institution.projection.js';
import { catalogueProduct } from './catalogue-product.projection.js';
import { freshnessMs, lookAgain, type CompleteUntil, type PartitionPosition } from './freshness.js';
import { productAccess } from './product-access.projection.js';

const lookEveryMs = 1000;
const projections = [catalogueProduct, catalogueInstitution, accessClass, productAccess];

/** Compares the ends of the streams with the checkpoints once a second; what a producer has not relayed yet it cannot see. */
@Injectable()
export class FreshnessStore implements OnApplicationBootstrap, OnApplicationShutdown {
  private completeUntil: CompleteUntil = new Map();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(EVENT_STREAM) private readonly stream: EventStream,
    private readonly projector: Projector,
    @Inject(CLOCK) private readonly clock: () => Date,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    void this.keepLooking();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** The day of an answer, today where none is asked for, and how far the streams may be ahead of what is read from here on. */
  asOf(day: Day | undefined): { readonly day: Day; readonly freshnessMs: number | null } {
    const now = this.clock();
    return { day: day ?? dayOf(now), freshnessMs: freshnessMs(this.completeUntil, now.getTime()) };
  }

  private async keepLooking(): Promise<void> {
    try {
      const lookedAtMs = this.clock().getTime();
      this.completeUntil = lookAgain(this.completeUntil, await this.positions(), lookedAtMs);
    } catch (error) {
      // The answer's freshness grows by itself until a look succeeds.
      if (!this.stopped) this.log.warn({ err: error }, 'the ends of the streams cannot be read');
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.keepLooking(), lookEveryMs);
  }

  /** The ends first: an offset that the checkpoint has passed afterwards was there before. */
  private async positions(): Promise<readonly PartitionPosition[]> {
    const ends = await this.stream.lag(
      'query',
      projections.map(({ topic }) => topic),
    );
    const checkpoints = await this.projector.freshness();
    return projections.flatMap((projection) =>
      ends
        .filter((end) => end.topic === projection.topic)
        .map((end) => {
          const checkpoint = checkpoints.find(
            (found) => found.projection === projection.name && found.topic === end.topic && found.partition === end.partition,
          );
          return {
            projection: projection.name,
            partition: end.partition,
            endOffset: end.endOffset,
            nextOffset: checkpoint?.nextOffset ?? 0n,
            recordedAtMs: checkpoint?.recordedAt ? Date.parse(checkpoint.recordedAt) : null,
          };
        }),
    );
  }
}
