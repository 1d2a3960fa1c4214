import { groupRow } from './group-lag.js';
import type { GroupRow } from './group-lag.js';
import { emptyWindow, withSample } from './lag-window.js';
import type { LagSample, LagWindow } from './lag-window.js';
import type { PartitionLag, StreamHealth } from './stream-health.js';

type Watched = { readonly members: number | null; readonly windows: ReadonlyMap<string, LagWindow> };
type Groups = ReadonlyMap<string, Watched>;

/** A partition that no service has spoken of for this long is forgotten. */
const forgottenAfterMs = 3_600_000;

/** What is remembered of every group of every service, in memory and bounded; a restart begins anew. */
export class StreamWindows {
  private readonly services = new Map<string, Groups>();

  /**
   * Takes what the services said at a moment into the windows. The groups of a service that did not answer stay where they were, while the ends of their
   * partitions go on as others say: so one whose process is gone falls behind here too.
   */
  observe(said: readonly { readonly service: string; readonly health?: StreamHealth }[], atMs: number): void {
    const ends = latestEnds(said.flatMap(({ health }) => health?.groups ?? []));
    for (const { service, health } of said) {
      const groups = this.services.get(service) ?? new Map<string, Watched>();
      this.services.set(service, health ? withHealth(groups, health, atMs) : withEnds(groups, ends, atMs));
    }
  }

  /** The rows of a service's groups, judged at this moment by what is remembered and by what it says now; the windows stay as they are. */
  rows(service: string, health: StreamHealth | undefined, nowMs: number): GroupRow[] {
    const groups = withHealth(this.services.get(service) ?? new Map<string, Watched>(), health, nowMs);
    return [...groups].map(([group, { members, windows }]) => {
      const watched = [...windows].map(([key, window]) => {
        const [topic, partition] = JSON.parse(key) as [string, number];
        return { topic, partition, window };
      });
      return groupRow({ group, members }, watched, nowMs);
    });
  }
}

function withHealth(groups: Groups, health: StreamHealth | undefined, atMs: number): Groups {
  const next = new Map(groups);
  for (const { group, members, partitions } of health?.groups ?? []) {
    const windows = new Map([...(groups.get(group)?.windows ?? [])].filter(([, { latest }]) => !isForgotten(latest, atMs)));
    for (const partition of partitions ?? []) {
      const key = JSON.stringify([partition.topic, partition.partition]);
      windows.set(key, withSample(windows.get(key) ?? emptyWindow, sampleOf(partition, atMs), members !== 0));
    }
    next.set(group, { members, windows });
  }
  return next;
}

function latestEnds(groups: StreamHealth['groups']): ReadonlyMap<string, bigint> {
  const ends = new Map<string, bigint>();
  for (const { topic, partition, endOffset } of groups.flatMap(({ partitions }) => partitions ?? [])) {
    const key = JSON.stringify([topic, partition]);
    const end = BigInt(endOffset);
    if (end > (ends.get(key) ?? -1n)) ends.set(key, end);
  }
  return ends;
}

function withEnds(groups: Groups, ends: ReadonlyMap<string, bigint>, atMs: number): Groups {
  const moved = (window: LagWindow, endOffset: bigint | undefined): LagWindow => {
    const { latest } = window;
    if (latest === undefined || endOffset === undefined || endOffset < latest.endOffset) return window;
    return withSample(window, { ...latest, atMs, endOffset, lag: latest.lag + (endOffset - latest.endOffset) }, false);
  };
  return new Map(
    [...groups].map(([group, { windows }]) => [
      group,
      { members: null, windows: new Map([...windows].map(([key, window]) => [key, moved(window, ends.get(key))])) },
    ]),
  );
}

const sampleOf = ({ committedOffset, endOffset, lag }: PartitionLag, atMs: number): LagSample => ({
  atMs,
  endOffset: BigInt(endOffset),
  committedOffset: committedOffset === null ? null : BigInt(committedOffset),
  lag: BigInt(lag),
});

const isForgotten = (latest: LagSample | undefined, nowMs: number): boolean =>
  latest !== undefined && nowMs - latest.atMs > forgottenAfterMs;
