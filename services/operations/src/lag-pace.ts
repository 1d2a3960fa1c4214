import { position } from './lag-window.js';
import type { LagSample } from './lag-window.js';

/** How a group and its partition move, over the samples of the window. */
export type LagPace = {
  readonly seconds: number;
  readonly arrivalsPerSecond: number;
  readonly consumedPerSecond: number;
  readonly trend: 'falling' | 'steady' | 'rising';
  /** Until no lag is left at this pace: 0 without lag, null when it does not fall. */
  readonly timeToDrainSeconds: number | null;
};

/** Lag that changes by less than this share of itself, or by less than one event, is steady. */
const steadyShare = 0.05;

/** The pace over the samples; undefined where fewer than two say anything. */
export function lagPace(samples: readonly LagSample[]): LagPace | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return undefined;
  const seconds = (last.atMs - first.atMs) / 1000;
  const perSecond = (events: bigint): number => Math.max(0, Number(events)) / seconds;
  const arrivals = perSecond(last.endOffset - first.endOffset);
  return paceOf({ seconds, arrivals, consumed: perSecond(position(last) - position(first)), lag: last.lag });
}

/** The pace of several partitions taken together, of which `lag` is the whole lag; undefined without any. */
export function sumOfPaces(paces: readonly LagPace[], lag: bigint): LagPace | undefined {
  if (paces.length === 0) return undefined;
  const arrivals = paces.reduce((sum, { arrivalsPerSecond }) => sum + arrivalsPerSecond, 0);
  const consumed = paces.reduce((sum, { consumedPerSecond }) => sum + consumedPerSecond, 0);
  return paceOf({ seconds: Math.max(...paces.map(({ seconds }) => seconds)), arrivals, consumed, lag });
}

function paceOf({ seconds, arrivals, consumed, lag }: { seconds: number; arrivals: number; consumed: number; lag: bigint }): LagPace {
  const fallPerSecond = consumed - arrivals;
  const changed = Math.abs(fallPerSecond) * seconds >= Math.max(1, steadyShare * Number(lag));
  const falling = changed && fallPerSecond > 0;
  return {
    seconds,
    arrivalsPerSecond: arrivals,
    consumedPerSecond: consumed,
    trend: !changed ? 'steady' : falling ? 'falling' : 'rising',
    timeToDrainSeconds: lag === 0n ? 0 : falling ? Number(lag) / fallPerSecond : null,
  };
}
