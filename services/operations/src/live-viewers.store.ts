import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { Problem } from '@jinqiao/problem-details/problem';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { StreamSampler } from './stream-sampler.store.js';
import { withoutQuietPartitions } from './stream-overview.js';
import type { StreamOverview } from './stream-overview.js';

const viewersMax = 50;
const heartbeatMs = 15_000;
/** What may wait for one viewer: one who reads more slowly misses looks, and each look is whole. */
const waitingBytesMax = 256 * 1024;
/** So many looks missed one after the other (a minute of them): nobody reads there any more. */
const missedMax = 30;
const longestTimerMs = 2 ** 31 - 1;

/** Who follows the streams live, by server-sent events. */
@Injectable()
export class LiveViewers implements OnModuleDestroy {
  private readonly viewers = new Set<Readable>();

  constructor(
    @Inject(StreamSampler) private readonly sampler: StreamSampler,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  /** The bytes for one viewer, from the last look on; they end with his token, with the service, or when he goes. */
  open(tokenEndsAtMs: number): Readable {
    if (this.viewers.size >= viewersMax)
      throw new Problem(
        'dependency-unavailable',
        `${viewersMax} live views are open, and more are not kept. Close one, or ask /v1/operations/streams.`,
      );
    const bytes = new Readable({ read: () => undefined });
    this.viewers.add(bytes);
    const unfollow = this.sampler.onLook(followed(bytes));
    const heartbeat = setInterval(() => bytes.push(': still here\n\n'), heartbeatMs);
    const remainingMs = Math.min(longestTimerMs, Math.max(0, tokenEndsAtMs - this.clock().getTime()));
    const end = setTimeout(() => bytes.push(null), remainingMs);
    const close = (): void => {
      unfollow();
      clearInterval(heartbeat);
      clearTimeout(end);
      this.viewers.delete(bytes);
    };
    bytes.once('end', close).once('close', close);
    bytes.push('retry: 2000\n\n');
    const seen = this.sampler.latest();
    if (seen !== undefined) bytes.push(event(seen));
    return bytes;
  }

  /** How many follow at this moment. */
  count(): number {
    return this.viewers.size;
  }

  onModuleDestroy(): void {
    for (const bytes of this.viewers) bytes.push(null);
  }
}

function followed(bytes: Readable): (overview: StreamOverview) => void {
  let missed = 0;
  return (overview) => {
    if (bytes.readableEnded || bytes.destroyed) return;
    missed = bytes.readableLength > waitingBytesMax ? missed + 1 : 0;
    if (missed === 0) bytes.push(event(overview));
    else if (missed > missedMax) bytes.destroy();
  };
}

const event = (overview: StreamOverview): string =>
  `event: streams\nid: ${overview.asOf}\ndata: ${JSON.stringify(withoutQuietPartitions(overview))}\n\n`;
