import { z } from 'zod';
import { groupState, partitionState } from './consumer-state.js';
import { lagPace, sumOfPaces } from './lag-pace.js';
import type { LagPace } from './lag-pace.js';
import { lagSeconds } from './lag-seconds.js';
import type { LagSample, LagWindow } from './lag-window.js';
import { skew } from './skew.js';
import { Offset } from './stream-health.js';

const rate = z.number().nullable();
const Lag = z.object({
  lag: Offset.nullable().meta({ description: 'Events not yet consumed; null when the event stream did not say.' }),
  lagSeconds: rate.meta({
    description: 'How long the next event has waited; of several partitions the longest. Null until it was seen once.',
  }),
  trend: z.enum(['falling', 'steady', 'rising']).nullable().meta({ description: 'Of the lag, over the last minute.' }),
  arrivalsPerSecond: rate,
  consumedPerSecond: rate,
  timeToDrainSeconds: rate.meta({ description: 'Until no lag is left at this pace; null when the lag does not fall.' }),
});

/** A group in one partition. */
export const PartitionRow = Lag.extend({
  topic: z.string(),
  partition: z.number().int(),
  committedOffset: Offset.nullable(),
  endOffset: Offset,
  lagSecondsBasis: z
    .enum(['no-lag', 'interpolated', 'extrapolated', 'at-least'])
    .nullable()
    .meta({ description: 'By what the seconds are known; `at-least`: the event was there already when watching began.' }),
  state: z.enum(['OK', 'WARN', 'STOP', 'STALL', 'REWIND']).meta({ description: 'The states of Burrow, over the last minute.' }),
  samples: z.number().int().meta({ description: 'How many looks the state rests on; OK until there are ten.' }),
});
export type PartitionRow = z.infer<typeof PartitionRow>;

/** A group in one topic. */
export const TopicRow = Lag.extend({
  topic: z.string(),
  state: z.enum(['OK', 'WARN', 'ERR']),
  lagSkew: rate.meta({ description: 'The largest lag of a partition against an even share: 1 is even. Null without lag.' }),
  arrivalSkew: rate.meta({ description: 'The same of what arrived in the last minute.' }),
});

/** A group over all its topics. */
export const GroupRow = Lag.extend({
  group: z.string(),
  members: z.number().int().nullable().meta({ description: 'Who consumes as this group; null when it is not known.' }),
  state: z.enum(['OK', 'WARN', 'ERR']).meta({ description: 'ERR when a partition is in the state STOP, STALL or REWIND.' }),
  topics: z.array(TopicRow),
  partitions: z.array(PartitionRow),
});
export type GroupRow = z.infer<typeof GroupRow>;

/** What is remembered of one partition of a group. */
export type WatchedPartition = { readonly topic: string; readonly partition: number; readonly window: LagWindow };

/** The row of a group from what is remembered of its partitions. */
export function groupRow(
  { group, members }: Pick<GroupRow, 'group' | 'members'>,
  watched: readonly WatchedPartition[],
  nowMs: number,
): GroupRow {
  const rows = watched.flatMap(({ topic, partition, window }) =>
    window.latest === undefined ? [] : [readPartition({ topic, partition }, window, window.latest, nowMs)],
  );
  const topics = [...new Set(rows.map(({ row }) => row.topic))].map((topic) => {
    const own = rows.filter(({ row }) => row.topic === topic);
    const amount = (of: (row: PartitionRow) => number | null): number[] => own.map(({ row }) => of(row) ?? 0);
    return {
      topic,
      ...together(own),
      lagSkew: rounded(skew(amount(({ lag }) => Number(lag)))),
      arrivalSkew: rounded(skew(amount(({ arrivalsPerSecond }) => arrivalsPerSecond))),
    };
  });
  return { group, members, ...together(rows), topics, partitions: rows.map(({ row }) => row) };
}

type Read = { readonly row: PartitionRow; readonly pace: LagPace | undefined };

function readPartition(place: { topic: string; partition: number }, window: LagWindow, latest: LagSample, nowMs: number): Read {
  const { samples } = window;
  const pace = lagPace(latest === samples.at(-1) ? samples : [...samples, latest]);
  const seconds = lagSeconds(window);
  const row = {
    ...place,
    committedOffset: latest.committedOffset?.toString() ?? null,
    endOffset: latest.endOffset.toString(),
    lag: latest.lag.toString(),
    lagSeconds: rounded(seconds?.seconds),
    lagSecondsBasis: seconds?.basis ?? null,
    ...paceFields(pace),
    state: partitionState(window, nowMs),
    samples: samples.length,
  };
  return { row, pace };
}

function together(read: readonly Read[]) {
  const lag = read.reduce((total, { row }) => total + BigInt(row.lag ?? 0), 0n);
  const seconds = read.flatMap(({ row }) => row.lagSeconds ?? []);
  const paces = read.flatMap(({ pace }) => pace ?? []);
  return {
    lag: read.length === 0 ? null : lag.toString(),
    lagSeconds: seconds.length === 0 ? null : Math.max(...seconds),
    ...paceFields(sumOfPaces(paces, lag)),
    state: groupState(read.map(({ row }) => row.state)),
  };
}

const paceFields = (pace: LagPace | undefined) => ({
  trend: pace?.trend ?? null,
  arrivalsPerSecond: rounded(pace?.arrivalsPerSecond),
  consumedPerSecond: rounded(pace?.consumedPerSecond),
  timeToDrainSeconds: rounded(pace?.timeToDrainSeconds),
});

const rounded = (value: number | null | undefined): number | null => (value == null ? null : Math.round(value * 1000) / 1000);
