import { position } from './lag-window.js';
import type { LagSample, LagWindow } from './lag-window.js';

/**
 * The states of Burrow. A partition is OK, WARN (its consumer goes on, and lag does not fall), STOP (nobody commits), STALL (the commits do not advance)
 * or REWIND (a commit went back); a group is OK, WARN, or ERR when one of its partitions is in a worse state than WARN.
 */
export type PartitionState = 'OK' | 'WARN' | 'STOP' | 'STALL' | 'REWIND';
export type GroupState = 'OK' | 'WARN' | 'ERR';

/** So few samples say nothing yet: OK until then. */
export const samplesMin = 10;
/** A consumer that had everything this short a while ago has not stopped: it may not have seen the newest yet. */
const recentMs = 60_000;

/** Burrow's rules over the window: no lag now is OK; then STOP; then any moment without lag is OK; then REWIND, STALL, WARN. Here a commit is a sample. */
export function partitionState(window: LagWindow, nowMs: number): PartitionState {
  const { samples, latest } = window;
  if (latest === undefined || latest.lag === 0n || samples.length < samplesMin) return 'OK';
  if (hasStopped(samples, nowMs) && !hadAllOfRecent(window, nowMs)) return 'STOP';
  if (samples.some(({ lag }) => lag === 0n)) return 'OK';
  if (somewhere(samples, (before, after) => position(after) < position(before))) return 'REWIND';
  if (!somewhere(samples, (before, after) => position(after) !== position(before))) return 'STALL';
  if (!somewhere(samples, (before, after) => after.lag < before.lag)) return 'WARN';
  return 'OK';
}

/** The state of a group by those of its partitions. */
export function groupState(states: readonly PartitionState[]): GroupState {
  if (states.some((state) => state !== 'OK' && state !== 'WARN')) return 'ERR';
  return states.includes('WARN') ? 'WARN' : 'OK';
}

/** Longer without a commit than the commits of the window lie apart. */
function hasStopped(samples: readonly LagSample[], nowMs: number): boolean {
  const [first, last] = [samples[0], samples.at(-1)];
  return first !== undefined && last !== undefined && nowMs - last.atMs > last.atMs - first.atMs;
}

function hadAllOfRecent({ samples, growth }: LagWindow, nowMs: number): boolean {
  const last = samples.at(-1);
  return last !== undefined && growth.some(({ atMs, offset }) => atMs >= nowMs - recentMs && offset <= position(last));
}

const somewhere = (samples: readonly LagSample[], holds: (before: LagSample, after: LagSample) => boolean): boolean =>
  samples.some((after, at) => {
    const before = samples[at - 1];
    return before !== undefined && holds(before, after);
  });
