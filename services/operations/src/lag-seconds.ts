import { position } from './lag-window.js';
import type { EndPoint, LagWindow } from './lag-window.js';

/** How long the next event of a group has waited, and by what it is known. */
export type LagSeconds = {
  readonly seconds: number;
  /** `at-least`: it was there already when watching began; `extrapolated`: from before that, if the partition grew as it does since. */
  readonly basis: 'no-lag' | 'interpolated' | 'extrapolated' | 'at-least';
};

/**
 * The lag in seconds as kafka-lag-exporter tells it: the time at which the partition's end passed the group's position is read from the partition's
 * growth, between two looks by a straight line. Undefined before the first look.
 */
export function lagSeconds({ growth, latest }: LagWindow): LagSeconds | undefined {
  const [first, last] = [growth[0], growth.at(-1)];
  if (latest === undefined || first === undefined || last === undefined) return undefined;
  const offset = position(latest);
  if (offset >= last.offset) return { seconds: 0, basis: 'no-lag' };
  const [left, right] = stretchWith(growth, offset) ?? [first, last];
  const known = offset >= first.offset;
  if (right.offset === left.offset) return { seconds: secondsBetween(first.atMs, latest.atMs), basis: 'at-least' };
  const grewAtMs = right.atMs - (Number(right.offset - offset) * (right.atMs - left.atMs)) / Number(right.offset - left.offset);
  return { seconds: secondsBetween(grewAtMs, latest.atMs), basis: known ? 'interpolated' : 'extrapolated' };
}

/** The latest stretch of growth in which the offset lies. */
function stretchWith(growth: readonly EndPoint[], offset: bigint): readonly [EndPoint, EndPoint] | undefined {
  for (let at = growth.length - 1; at > 0; at -= 1) {
    const [left, right] = [growth[at - 1], growth[at]];
    if (left !== undefined && right !== undefined && left.offset <= offset && offset < right.offset) return [left, right];
  }
  return undefined;
}

const secondsBetween = (fromMs: number, toMs: number): number => Math.max(0, toMs - fromMs) / 1000;
